import {describe, expect, test} from 'vitest'
import {witnessFault, type ChainWitness} from './chainWitness.ts'

const at = (seq: number, hash = `h${seq}`): ChainWitness => ({head: {seq, hash}, entry: null})
const NOTHING: ChainWitness = {head: null, entry: null}

describe('what else tells how far a chain goes', () => {
  test.each([
    ['nothing', null, NOTHING, NOTHING],
    ['the same end', {seq: 4, hash: 'h4'}, at(4), at(4)],
    ['events that came meanwhile', {seq: 4, hash: 'h4'}, at(3), at(6)],
    ['no note', {seq: 4, hash: 'h4'}, NOTHING, NOTHING],
    ['an entry', {seq: 4, hash: 'h4'}, {...at(4), entry: {_id: 'e', auditSeq: 4}}, at(4)],
  ])('agrees: %s', (_, newest, before, after) => {
    expect(witnessFault(newest, before, after)).toBeNull()
  })

  test.each([
    ['an end that was cut off', {seq: 3, hash: 'h3'}, at(4), at(4), 'truncated', 4],
    ['a chain that is gone', null, at(4), at(4), 'truncated', 1],
    ['an event that somebody added', {seq: 5, hash: 'h5'}, at(4), at(4), 'forked', 5],
    ['another end', {seq: 4, hash: 'other'}, at(4), at(4), 'forked', 4],
    [
      'an entry whose event is missing',
      {seq: 3, hash: 'h3'},
      {head: null, entry: {_id: 'e', auditSeq: 4}},
      NOTHING,
      'truncated',
      4,
    ],
  ])('tells of %s', (_, newest, before, after, reason, brokenAt) => {
    expect(witnessFault(newest, before, after)).toMatchObject({ok: false, reason, brokenAt})
  })
})
