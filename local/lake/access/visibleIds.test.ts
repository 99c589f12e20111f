import {assert, constantFrom, property} from 'fast-check'
import {describe, expect, it} from 'vitest'
import {grantsFor, type Grant} from '../../../core/tenancy/grants.ts'
import {SUPERADMIN_ROLE_NAME} from '../../../core/tenancy/roles.ts'
import {createAccessControl} from './accessControl.ts'
import type {Caller} from './lakeCaller.ts'
import {visibleIds} from './visibleIds.ts'

const access = createAccessControl({sites: () => []})

function caller(grants: Grant[]): Caller {
  return {id: 'a', name: 'A', email: 'a@example.com', role: 'reader', robot: false, grants}
}

const reading = (filter: string) => caller([{filter, permissions: ['read']}])

describe('visibleIds', () => {
  const READERS = [
    caller(grantsFor({kind: 'site', site: 'artameta', role: 'editor'})),
    reading('_id in path("a.b.**") || _id == "a.c"'),
    reading('(_id in path("a.**"))'),
    caller([]),
  ]

  it('are the ids of the documents that grants allow to read', () => {
    const part = constantFrom(
      'a',
      'b',
      'c',
      '',
      '.',
      '-',
      '/',
      'artameta',
      'site',
      'drafts',
      'lead',
    )
    assert(
      property(constantFrom(...READERS), part, part, part, (reader, one, two, three) => {
        const ids = visibleIds(reader)
        for (const _id of [one, `${one}.${two}`, `${one}.${two}.${three}`, `${one}${two}`]) {
          const document = {_id, _type: 't', _rev: 'r', _createdAt: '', _updatedAt: ''}
          const isInside = ids?.some(({from, to}) => _id >= from && _id < to)
          expect(isInside).toBe(access.can(reader, 'read', document))
        }
      }),
    )
  })

  it.each([
    '_type == "lead"',
    '_id in path("a.*")',
    '_id in path("*.lead.**")',
    '_id in path("a.**") && status == "open"',
    '_id == identity()',
    // Role definitions are below "_.groups.".
    '_id in path("**")',
    '_id in path("_.**")',
    '_id == "_.groups.public"',
  ])('are not revealed by %s', (filter) => {
    expect(visibleIds(reading(filter))).toBeNull()
  })

  it('are all of them for administrators', () => {
    const superadmin = caller(grantsFor({kind: 'superadmin'}))
    const [range, ...more] = visibleIds({...superadmin, role: SUPERADMIN_ROLE_NAME}) ?? []
    expect(more).toEqual([])
    for (const id of ['_.groups.a', 'artameta.lead.z', 'zz', 'A']) {
      expect(range && id >= range.from && id < range.to).toBe(true)
    }
  })
})
