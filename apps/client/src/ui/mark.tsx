/** The product's sign, as in public/icon.svg. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 512 512" className={className}>
      <rect width="512" height="512" rx="116" fill="oklch(0.52 0.095 178)" />
      <path
        fill="#fff"
        d="M146 120h150c62 0 108 42 108 100s-46 100-108 100h-74l-62 62c-9 9-22 3-22-9V320c-28-8-48-32-48-62V178c0-34 24-58 56-58Z"
      />
      <path fill="oklch(0.76 0.13 40)" d="M304 184a36 36 0 1 1 0 72 36 36 0 0 1 0-72Z" />
      <path fill="oklch(0.52 0.095 178)" d="M160 202h78a18 18 0 0 1 0 36h-78a18 18 0 0 1 0-36Z" />
    </svg>
  )
}
