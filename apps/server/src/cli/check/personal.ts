import type Database from 'better-sqlite3'

type Found = { person: string; room: string }

/** The people's logs: heads at their last value (SPEC L5), and memberships as the rooms have them (X2). */
export function personalFaults(sqlite: Database.Database): string[] {
  const heads = sqlite
    .prepare<[], string>(
      `SELECT coalesce(h.person, p.person) FROM personal_heads h
       FULL JOIN (SELECT person, max(seq) AS last FROM personal GROUP BY person) p USING (person)
       WHERE h.seq IS NOT p.last`,
    )
    .pluck()
    .all()
  const missing = sqlite
    .prepare<[], Found>(
      `SELECT m.person, r.id AS room FROM members m JOIN rooms r ON r.key = m.room
       LEFT JOIN personal p ON p.person = m.person AND p.key = 'membership/' || r.id
       WHERE m.left_seq IS NULL
         AND (p.value ->> '$.value.role' IS NOT m.role OR p.value ->> '$.value.epoch' IS NOT m.epoch)`,
    )
    .all()
  const kept = sqlite
    .prepare<[], Found>(
      `SELECT p.person, p.value ->> '$.room' AS room FROM personal p
       WHERE p.key LIKE 'membership/%' AND p.value ->> '$.value' IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM members m JOIN rooms r ON r.key = m.room
           WHERE m.person = p.person AND r.id = p.value ->> '$.room' AND m.left_seq IS NULL)`,
    )
    .all()
  return [
    ...heads.map((person) => `Person ${person}: the head of their log is not at its last value`),
    ...missing.map(
      ({ person, room }) => `Person ${person}: their log lacks their place in ${room}`,
    ),
    ...kept.map(
      ({ person, room }) => `Person ${person}: their log has them in ${room}, which does not`,
    ),
  ]
}
