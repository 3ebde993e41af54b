import { z } from 'zod'
import { limits } from '../limits.ts'
import { personalKind } from './kind.ts'
import { settingNames, settings } from './settings.ts'

/** A setting by its name in `settings`; the command's null goes back to what it is at first. */
export const setting = personalKind({
  kind: 'setting',
  subject: 'name',
  value: z.json(),
  commands: [
    z
      .strictObject({
        kind: z.literal('setting.change'),
        name: z.enum(settingNames),
        value: z.json(),
      })
      .refine(
        ({ name, value }) => value === null || settings[name].value.safeParse(value).success,
        'not a value of this setting',
      )
      .refine(({ value }) => JSON.stringify(value).length <= limits.settingChars, 'too long'),
  ],
  ability: null,
  latestOnly: true,
  quiet: true,
  subjectOf: ({ name }) => name,
  fold: (_, { value }) => ({ next: value }),
})
