/** Thrown when a change cannot be made; the text is for the person who asked for it. */
export class LeadChangeError extends Error {
  override name = 'LeadChangeError'
}
