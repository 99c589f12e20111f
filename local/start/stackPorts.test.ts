import {describe, expect, it} from 'vitest'
import {portsWithOffset} from './stackPorts.ts'

describe('portsWithOffset', () => {
  it('moves every port', () => {
    expect(portsWithOffset(100)).toMatchObject({studio: 3433, lake: 4000, smtp: 4025})
  })
})
