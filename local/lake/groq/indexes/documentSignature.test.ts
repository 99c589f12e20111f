import * as fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {fieldsOf, matchesTextQuery, parseTextQuery} from '../native/textQuery.ts'
import {documentSignature, documentSignatureReaders, signatureOfTerms} from './documentSignature.ts'

const text = fc.oneof(
  fc.string(),
  fc.string({unit: 'grapheme'}),
  fc.constantFrom('Zoë Müller', 'ﬁne', 'STRASSE', 'Кириллица', 'hanno.grau-feld@example.com'),
  fc.date({noInvalidDate: true}).map((date) => date.toISOString()),
)
const document = fc.record({
  _id: fc.constantFrom('alpha.lead.x1', 'plain', 'Ünï.1'),
  _type: fc.constant('hidden'),
  name: text,
  list: fc.array(fc.oneof(text, fc.record({value: text, _key: text}))),
})

/** Whether every bit of one signature is in another. */
function has(signature: readonly number[], wanted: readonly number[]): boolean {
  return wanted.every((bits, index) => {
    const own = BigInt(signature[index] ?? 0)
    return (own & BigInt(bits)) === BigInt(bits)
  })
}

describe('signatures of documents', () => {
  it('have the bits of everything that text::query finds', () => {
    fc.assert(
      fc.property(document, text, fc.nat(), (own, other, cut) => {
        const words = [own.name, other].join(' ')
        for (const query of [words, other, `${own.name.slice(0, cut % 9)}*`, own._id]) {
          const {terms} = parseTextQuery(query)
          const isFound = matchesTextQuery({terms, everything: false}, fieldsOf([own, own._id]))
          const wanted = terms.flatMap((term) => (term.excluded ? [] : term.words.split(' ')))
          const signed = has(documentSignature(own), signatureOfTerms(wanted))
          expect(signed || !isFound || terms.length === 0).toBe(true)
        }
      }),
      {numRuns: 1000},
    )
  })

  it('distinguish most words, and ignore times', () => {
    const own = {_id: 'alpha.lead.x1', name: 'Ada Byron', at: '2026-05-04T03:02:01.000Z'}
    const signature = documentSignature(own)
    const words = ['hanno', 'falkenhof', 'kettle', 'jonte', 'ibsen']
    expect(words.filter((word) => has(signature, signatureOfTerms([word])))).toEqual([])
    expect(signatureOfTerms(['2026', '05', '04t03', '000z'])).toEqual(signatureOfTerms([]))
  })

  it('are read number by number', () => {
    const own = {_id: 'alpha.lead.x1', name: 'Ada Byron'}
    const other = {_id: 'alpha.lead.x2', name: 'Zoë'}
    const readers = documentSignatureReaders()
    expect(readers.map((read) => read(own))).toEqual(documentSignature(own))
    readers[0]?.(own)
    expect(readers[1]?.(other)).toBe(documentSignature(other)[1])
  })
})
