import {describe, expect, it} from 'vitest'
import {pipelineSteps} from './pipelineSteps.ts'

describe('the pipeline', () => {
  const leadStatuses = [
    {value: 'new', title: 'New', tone: 'primary', stage: 'open'},
    {value: 'won', title: 'Won', tone: 'positive', stage: 'won'},
  ] as const

  it('keeps the order of the site and shows steps without leads', () => {
    const steps = pipelineSteps({leadStatuses}, {total: 3, counts: [{value: 'won', count: 3}]}, '-')
    expect(steps.map(({title, count}) => [title, count])).toEqual([
      ['New', 0],
      ['Won', 3],
    ])
  })

  it('adds up to all leads, also those with unknown statuses', () => {
    const counts = [{value: 'new', count: 2}]
    const steps = pipelineSteps({leadStatuses}, {total: 5, counts}, 'Other')
    expect(steps.at(-1)).toMatchObject({value: null, title: 'Other', count: 3})
  })
})
