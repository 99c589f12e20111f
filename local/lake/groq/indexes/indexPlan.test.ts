import {describe, expect, it} from 'vitest'
import {planIndexes} from './indexPlan.ts'

describe('the plan of indexes', () => {
  it('has a column for what is compared and an index for what is ordered by', () => {
    const lead = planIndexes([
      '*[_type == "lead" && status == $status] | order(createdAt)',
    ]).types.get('lead')
    expect(lead?.columns.map(({name}) => name.replace(/_[0-9a-f]{6}$/, ''))).toEqual(
      expect.arrayContaining(['k_status', 'k_createdAt']),
    )
    expect(lead?.indexes).toHaveLength(1)
  })

  it.each(['[0...$limit]', '[$from...$to]', '[$from..9]', '[0 ... $limit]'])(
    'supports slices with parameters: %s',
    (slice) => {
      const query = `*[_type == "lead" && status == $status] | order(createdAt)${slice}{_id}`
      expect(planIndexes([query]).types.get('lead')?.indexes).toHaveLength(1)
    },
  )

  it('changes its fingerprint only with what is stored', () => {
    const one = '*[_type == "lead" && status == "new"]'
    const fingerprint = (...queries: string[]) => planIndexes(queries).fingerprint
    expect(fingerprint(one)).toBe(fingerprint(one, '*[_type == "lead" && status == $other]'))
    expect(fingerprint(one)).not.toBe(fingerprint(one, '*[_type == "lead" && score > 3]'))
  })
})
