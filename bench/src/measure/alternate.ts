export type Runs<T> = { ours: T[]; floor: T[] }

/**
 * Runs ours and the floor in turn, so that a machine that slows down slows both. The first round warms up what compiles and
 * caches, and is thrown away; every other round begins with the other one.
 */
export async function alternate<T>(
  rounds: number,
  sides: { ours(): Promise<T>; floor(): Promise<T> },
  onRound: (line: string) => void = () => {},
): Promise<Runs<T>> {
  const runs: Runs<T> = { ours: [], floor: [] }
  await sides.floor()
  await sides.ours()
  for (let round = 0; round < rounds; round += 1) {
    onRound(`round ${round + 1} of ${rounds}`)
    const order = round % 2 === 0 ? (['ours', 'floor'] as const) : (['floor', 'ours'] as const)
    for (const side of order) runs[side].push(await sides[side]())
  }
  return runs
}
