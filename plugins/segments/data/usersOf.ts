import {segmentUsers, type SegmentUser} from '../../../core/changes/segments/segmentUsers.ts'
import type {SegmentsData} from './segmentsData.ts'

/** Segments and campaigns that use a segment directly. */
export function usersOf(id: string, {segments, campaigns}: SegmentsData): SegmentUser[] {
  return segmentUsers(id, {
    segments: new Map(segments.map((segment) => [segment._id, segment])),
    campaigns: new Map(campaigns.map((campaign) => [campaign._id, campaign])),
  })
}
