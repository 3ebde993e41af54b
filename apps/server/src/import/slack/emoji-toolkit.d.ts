/** The package has no types; only what is used here is named. */
declare module 'emoji-toolkit' {
  const toolkit: { shortnameToUnicode(text: string): string }
  export default toolkit
}
