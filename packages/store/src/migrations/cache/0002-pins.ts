/** Rooms hold up messages. */
export const pins = [`alter table rooms add column pins text`]
