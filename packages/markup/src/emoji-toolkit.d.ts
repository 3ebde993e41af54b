declare module 'emoji-toolkit' {
  /** Code points in hex joined by dashes, by `:shortname:`. */
  const toolkit: { emojiList: Record<string, { uc_full: string; shortnames: string[] }> }
  export default toolkit
}
