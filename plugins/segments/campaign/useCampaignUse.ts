import {useQueryClient} from '@tanstack/react-query'
import {useMemo, useState} from 'react'
import {useClient} from 'sanity'
import {ulid} from 'ulid'
import type {CheckedAudience} from '../../../core/audience/checkAudience.ts'
import {
  checkCampaignAudience,
  closedCampaignReason,
  audienceWithSegment,
  changeCampaignAudience,
  hasAudience,
} from '../../../core/changes/campaigns/campaignDecisions.ts'
import {audienceOfSegment, type SegmentUse} from '../../../core/audience/combineAudiences.ts'
import type {FieldProblem} from '../../../core/envelope/envelope.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {ChangeError, problemsOf} from '../../ui/changeStore.ts'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useChange} from '../../ui/useChange.ts'
import {
  commitCampaignAudience,
  commitNewCampaign,
  type WrittenCampaign,
} from '../data/campaignChanges.ts'
import {fetchCampaign, type CampaignEntry} from '../data/campaignsData.ts'
import type {SegmentEntry} from '../data/segmentsData.ts'
import {useSegmentWriter} from '../data/segmentChanges.ts'
import {openCampaignsKey} from './useOpenCampaigns.ts'

/** Whether a segment is used in a campaign that is made for it, or in one that there is. */
export type CampaignWay = 'new' | 'existing'

/** For whom the campaign would be, and whether it is that already. */
interface Outlook {
  checked: CheckedAudience
  isSame: boolean
}

function outlookOf(
  source: AudienceSource,
  segmentId: string,
  campaign: CampaignEntry,
  use: SegmentUse,
): Outlook {
  const used = {segmentId, use}
  const decision = changeCampaignAudience(campaign, used, source)
  const checked = audienceWithSegment(campaign, used, source)
  return {checked, isSame: decision.ok && decision.mutations.length === 0}
}

/**
 * Using a segment in a campaign, while it is decided how.
 *
 * @param start - the way that is offered first
 * @param onWritten - called once it is stored
 */
export function useCampaignUse(
  segment: SegmentEntry,
  source: AudienceSource,
  start: CampaignWay,
  onWritten: (campaign: WrittenCampaign, way: CampaignWay) => void,
) {
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const queryClient = useQueryClient()
  const {refresh} = useSegmentWriter()
  const [way, setWay] = useState(start)
  // A title and a key of its own for each title: what is tried again makes no second campaign.
  const [made, setMade] = useState(() => ({title: segment.title?.trim() ?? '', key: ulid()}))
  const [campaign, setCampaign] = useState<CampaignEntry | null>(null)
  const [use, setUse] = useState<SegmentUse>('add')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const {site} = source
  const segmentId = segment._id
  const isFirst = campaign !== null && !hasAudience(campaign)

  const outlook = useMemo((): Outlook | null => {
    if (way === 'new') {
      return {checked: checkCampaignAudience(audienceOfSegment(segmentId), source), isSame: false}
    }
    return campaign && outlookOf(source, segmentId, campaign, isFirst ? 'replace' : use)
  }, [campaign, isFirst, segmentId, source, use, way])

  const {change, isChanging: isSaving} = useChange({
    commit: ({seen}: {seen: CampaignEntry | null}) => {
      const writer = {client, source}
      if (!seen) return commitNewCampaign(writer, {title: made.title, segmentId}, made.key)
      const used = {segmentId, use: isFirst ? ('replace' as const) : use}
      return commitCampaignAudience(writer, seen, used)
    },
    refresh: () => refresh(site),
  })
  /** Shows a campaign as it is by now, and what else there is to choose. */
  const lookAgain = async (seen: CampaignEntry) => {
    await queryClient.invalidateQueries({queryKey: openCampaignsKey(site)})
    const current = await fetchCampaign(client, site, seen._id)
    setCampaign(current && closedCampaignReason(current.status) === null ? current : null)
  }
  const save = async () => {
    const seen = way === 'new' ? null : campaign
    if (way === 'existing' && !seen) return
    setProblems([])
    try {
      onWritten(await change({seen}), way)
    } catch (error) {
      setProblems(problemsOf(error))
      // What could not be read again is told by the list itself.
      if (seen && error instanceof ChangeError) await lookAgain(seen).catch(() => undefined)
    }
  }
  const changed = <Value>(set: (value: Value) => void) => {
    return (value: Value) => {
      set(value)
      setProblems([])
    }
  }
  return {
    way,
    title: made.title,
    campaign,
    use,
    outlook,
    problems,
    isSaving,
    /** Whether the campaign has no audience that the segment's people could go together with. */
    isFirst,
    canSave:
      !isSaving &&
      outlook?.checked.ok === true &&
      !outlook.isSame &&
      (way === 'existing' || made.title.trim() !== ''),
    setWay: changed(setWay),
    setTitle: changed((title: string) => setMade({title, key: ulid()})),
    setCampaign: changed(setCampaign),
    setUse: changed(setUse),
    save,
  }
}
