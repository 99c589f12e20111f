const ADDRESS = /[^\s<>()[\]",;:]+@[^\s<>()[\]",;:]+/gu

/**
 * A text for logs and records with every e-mail address replaced. Mail servers repeat the
 * recipient in what they answer.
 *
 * @param maxLength - longest result, in UTF-16 code units
 */
export function maskAddresses(text: string, maxLength = 500): string {
  return text.replace(ADDRESS, '(address)').slice(0, maxLength).toWellFormed()
}
