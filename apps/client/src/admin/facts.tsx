export type Fact = { readonly label: string; readonly value: string }

/** Names with their values, one a line. */
export function Facts({ rows }: { readonly rows: readonly Fact[] }) {
  return (
    <dl className="divide-y divide-line-soft overflow-hidden rounded-xl border border-line">
      {rows.map(({ label, value }) => (
        <div key={label} className="flex flex-wrap justify-between gap-x-6 px-3.5 py-2">
          <dt className="text-mute">{label}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
