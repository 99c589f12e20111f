import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  formatAuditAddress,
  isFiltered,
  parseAuditAddress,
  parseTargetId,
  PLAIN_AUDIT_ADDRESS,
  type AuditAddress,
} from './auditAddress.ts'

const PERSON = 'abcdefghijklmnopqrstuvwxyz'
const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV'

const address: fc.Arbitrary<AuditAddress> = fc.record({
  site: fc.constantFrom(null, 'artameta'),
  actor: fc.constantFrom(null, {kind: 'visitor' as const}, {id: 'artameta-editor'}),
  action: fc.constantFrom(null, 'lead.status.changed', 'rule.changed'),
  targetType: fc.constantFrom(null, 'lead', 'customerSyncRule'),
  targetId: fc.constantFrom(null, `artameta.lead.${PERSON}`, 'site.artameta'),
  from: fc.constantFrom(null, '2026-01-01'),
  to: fc.constantFrom(null, '2026-12-31'),
})

describe('the address of the audit tool', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(address, (wanted) => {
        expect(parseAuditAddress(formatAuditAddress(wanted))).toEqual(wanted)
      }),
    )
  })

  test('ignores everything that it may not hold', () => {
    const name = fc.constantFrom('site', 'actor', 'action', 'type', 'target', 'from', 'to', 'x')
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), (params) => {
        const read = parseAuditAddress(params)
        expect(parseAuditAddress(formatAuditAddress(read))).toEqual(read)
      }),
    )
    const personal = ['ada@example.com', 'Ada Example', '+49 30 1234567', 'id:ada@example.com']
    for (const text of personal) {
      const names = ['site', 'actor', 'action', 'type', 'target', 'from', 'to']
      const read = parseAuditAddress(names.map((each) => [each, text]))
      expect(read).toEqual(PLAIN_AUDIT_ADDRESS)
    }
  })

  test('reports whether a filter hides events', () => {
    expect(isFiltered({...PLAIN_AUDIT_ADDRESS, site: 'artameta'})).toBe(false)
    expect(isFiltered({...PLAIN_AUDIT_ADDRESS, action: 'rule.changed'})).toBe(true)
  })
})

describe('the id of what events are about', () => {
  test.each([
    `artameta.lead.${PERSON}`,
    `artameta.segment.${ULID}`,
    `artameta.bulk.delete.${ULID}`,
    'artameta.rule.customers',
    'artameta.audit.000000000012',
    'site.artameta',
  ])('%s is valid', (id) => {
    expect(parseTargetId(` ${id} `)).toBe(id)
  })

  test.each(['artameta.lead.ada@example.com', 'artameta.lead.ada', 'ada', 'network.x', ''])(
    '%s is invalid',
    (text) => {
      expect(parseTargetId(text)).toBeNull()
    },
  )
})
