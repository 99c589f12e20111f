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
import {errorReason} from '../../ui/errorReason.ts'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useSegmentWriting} from '../changes/useSegmentWriting.ts'
import {fetchCampaign, type CampaignEntry} from '../data/campaignsData.ts'
import type {SegmentEntry} from '../data/segmentsData.ts'
import {
  CampaignChangeError,
  writeCampaignAudience,
  writeNewCampaign,
  type WrittenCampaign,
} from './campaignWrites.ts'
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
  const {refresh} = useSegmentWriting()
  const [way, setWay] = useState(start)
  // A title and a key of its own for each title: what is tried again makes no second campaign.
  const [made, setMade] = useState(() => ({title: segment.title?.trim() ?? '', key: ulid()}))
  const [campaign, setCampaign] = useState<CampaignEntry | null>(null)
  const [use, setUse] = useState<SegmentUse>('add')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [isSaving, setSaving] = useState(false)
  const {site} = source
  const segmentId = segment._id
  const isFirst = campaign !== null && !hasAudience(campaign)

  const outlook = useMemo((): Outlook | null => {
    if (way === 'new') {
      return {checked: checkCampaignAudience(audienceOfSegment(segmentId), source), isSame: false}
    }
    return campaign && outlookOf(source, segmentId, campaign, isFirst ? 'replace' : use)
  }, [campaign, isFirst, segmentId, source, use, way])

  const write = () => {
    const writing = {client, source}
    if (way === 'new') return writeNewCampaign(writing, {title: made.title, segmentId}, made.key)
    const used = {segmentId, use: isFirst ? ('replace' as const) : use}
    return campaign && writeCampaignAudience(writing, campaign, used)
  }
  /** Shows a campaign as it is by now, and what else there is to choose. */
  const lookAgain = async () => {
    await queryClient.invalidateQueries({queryKey: openCampaignsKey(site)})
    const current = campaign && (await fetchCampaign(client, site, campaign._id))
    setCampaign(current && closedCampaignReason(current.status) === null ? current : null)
  }
  const save = async () => {
    setSaving(true)
    setProblems([])
    try {
      const outcome = await write()
      if (!outcome) return
      if (!outcome.ok) {
        setProblems(outcome.problems)
        if (way === 'existing') await lookAgain()
        return
      }
      await refresh(site)
      onWritten(outcome.campaign, way)
    } catch (error) {
      setProblems([{field: '', reason: errorReason(error).reason}])
      // What could not be read again is told by the list itself.
      if (error instanceof CampaignChangeError) await lookAgain().catch(() => undefined)
    } finally {
      setSaving(false)
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
