import { Avatar } from '../ui/avatar.tsx'

export interface SamplePerson {
  readonly name: string
  readonly role: string
  readonly email: string
  readonly password: string
}

export interface SamplePeopleProps {
  readonly people: readonly SamplePerson[]
  readonly disabled: boolean
  readonly onPick: (person: SamplePerson) => void
}

/** One press signs in as one of the sample workspace's people. */
export function SamplePeople({ people, disabled, onPick }: SamplePeopleProps) {
  return (
    <section
      aria-labelledby="sample-people"
      className="-mx-6 mt-2 -mb-6 rounded-b-2xl border-t border-line-soft bg-card px-6 pt-4 pb-5"
    >
      <h2 id="sample-people" className="font-semibold">
        Try it as one of the sample people
      </h2>
      <p className="mt-0.5 text-second text-mute">
        Open a private window for a second one, and watch them talk.
      </p>
      <ul className="mt-2.5 grid gap-1.5">
        {people.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              disabled={disabled}
              onClick={() => onPick(person)}
              className="flex w-full items-center gap-2.5 rounded-lg border border-line bg-ground px-2.5 py-1.5 text-start not-disabled:hover:border-accent disabled:opacity-60"
            >
              <Avatar id={person.email} name={person.name} />
              <span className="min-w-0">
                <span dir="auto" className="block truncate name-start font-medium leading-4.5">
                  {person.name}
                </span>
                <span className="block truncate text-second text-mute">{person.role}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
