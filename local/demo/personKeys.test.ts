import * as fc from 'fast-check'
import {expect, it} from 'vitest'
import {personKey} from '../../core/people/keys.ts'
import {createPersonKeys} from './personKeys.ts'

it('computes the same keys as core', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme', minLength: 1}), fc.emailAddress(), (secret, email) => {
      expect(createPersonKeys(secret)(email)).toBe(personKey(secret, email))
    }),
  )
})
