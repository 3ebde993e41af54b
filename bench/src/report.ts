import type { Bench, Figures, Outcome } from './bench.ts'
import { judge } from './measure/verdict.ts'

/** The outcome as lines for a person. */
export function describe({ name, work, against, ratioOf, goal }: Bench, outcome: Outcome): string {
  const { ratio, ours, floor, floorRuns, remarks } = outcome
  const { stands, noise } = judge(ratio, goal, floorRuns)
  const sign = goal.best === 'low' ? '<=' : '>='
  return [
    `${name}: ${work}`,
    `floor: ${against}`,
    '',
    ...table(ours, floor),
    '',
    `ratio (${ratioOf}): ${ratio.toFixed(2)}x, goal ${sign} ${goal.goal}x, not shippable past ${goal.limit}x: ${stands}`,
    ...remarks,
    ...(noise === null ? [] : [`machine: ${noise}`]),
  ].join('\n')
}

/** The same as one object on one line. */
export function asJson({ name, goal }: Bench, outcome: Outcome): string {
  const { ratio, ours, floor, floorRuns, remarks } = outcome
  const { stands, noise } = judge(ratio, goal, floorRuns)
  return JSON.stringify({
    name,
    ratio,
    goal: goal.goal,
    ours,
    floor,
    limit: goal.limit,
    stands,
    noise,
    remarks,
  })
}

function table(ours: Figures, floor: Figures): string[] {
  const names = [...new Set([...Object.keys(ours), ...Object.keys(floor)])]
  const width = Math.max(...names.map((name) => name.length))
  const row = (name: string, one: string, other: string) =>
    `${name.padEnd(width)}  ${one.padStart(14)}  ${other.padStart(14)}`
  return [
    row('medians', 'ours', 'floor'),
    ...names.map((name) => row(name, shown(ours[name]), shown(floor[name]))),
  ]
}

function shown(value: number | undefined): string {
  if (value === undefined) return '-'
  return value >= 1000
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(4)))
}
