/** Photos and what people say of themselves; the person's own profile, whatever rooms they are in. */
export const profiles = [
  `alter table people add column photo text`,
  `alter table people add column status text`,
  `alter table meta add column profile text`,
]
