import * as fc from 'fast-check'

/** Texts of any UTF-16 code units, lone surrogates and controls included. */
export const anyText = fc.oneof(
  fc.string({unit: 'grapheme'}),
  fc.uint16Array({maxLength: 60}).map((units) => String.fromCharCode(...units)),
  fc.uint8Array({maxLength: 60}).map((units) => String.fromCharCode(...units)),
)
