import {useQueryClient} from '@tanstack/react-query'
import {useMemo, useState} from 'react'
import {useClient} from 'sanity'
import {ulid} from 'ulid'
import type {CheckedAudience} from '../../../core/audience/checkAudience.ts'
import {
  audienceOfGroup,
  type GroupUse,
  type LeadGroup,
} from '../../../core/audience/combineAudiences.ts'
import {
  audienceWithGroup,
  changeCampaignAudience,
  checkCampaignAudience,
  closedCampaignProblem,
  hasAudience,
} from '../../../core/changes/campaigns/campaignDecisions.ts'
import type {FieldProblem} from '../../../core/problems/problem.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {ChangeError, problemsOf} from '../../ui/changeStore.ts'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useChange} from '../../ui/useChange.ts'
import {
  commitCampaignAudience,
  commitNewCampaign,
  type WrittenCampaign,
} from '../data/campaignChanges.ts'
import {fetchCampaign, openCampaignsKey, type CampaignEntry} from '../data/campaignsData.ts'
import {useSegmentWriter} from '../data/segmentChanges.ts'

/** A group of leads with its title, which is empty where it has none. */
export interface TitledGroup extends LeadGroup {
  title: string
}

/** Whether the group is used in a new campaign or in an existing one. */
export type CampaignWay = 'new' | 'existing'

/** The audience that the campaign would have, and whether it already has it. */
interface Preview {
  checked: CheckedAudience
  isSame: boolean
}

function previewOf(
  source: AudienceSource,
  group: LeadGroup,
  campaign: CampaignEntry,
  use: GroupUse,
): Preview {
  const used = {group, use}
  const decision = changeCampaignAudience(campaign, used, source)
  const checked = audienceWithGroup(campaign, used, source)
  return {checked, isSame: decision.ok && decision.mutations.length === 0}
}

/**
 * The state of the dialog that uses a group of leads in a campaign.
 *
 * @param start - the way that is chosen first
 * @param onWritten - called once it is stored
 */
export function useCampaignUse(
  {kind, id, title}: TitledGroup,
  source: AudienceSource,
  start: CampaignWay,
  onWritten: (campaign: WrittenCampaign, way: CampaignWay) => void,
) {
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const queryClient = useQueryClient()
  const {refresh} = useSegmentWriter()
  const [way, setWay] = useState(start)
  // A key for each title, so that a retry creates no second campaign.
  const [draft, setDraft] = useState(() => ({title: title.trim(), key: ulid()}))
  const [campaign, setCampaign] = useState<CampaignEntry | null>(null)
  const [use, setUse] = useState<GroupUse>('add')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const {site} = source
  const group = useMemo((): LeadGroup => ({kind, id}), [kind, id])
  const isFirst = campaign !== null && !hasAudience(campaign)

  const preview = useMemo((): Preview | null => {
    if (way === 'new') {
      return {checked: checkCampaignAudience(audienceOfGroup(group), source), isSame: false}
    }
    return campaign && previewOf(source, group, campaign, isFirst ? 'replace' : use)
  }, [campaign, group, isFirst, source, use, way])

  const {change, isChanging: isSaving} = useChange({
    commit: ({seen}: {seen: CampaignEntry | null}) => {
      const writer = {client, source}
      if (!seen) return commitNewCampaign(writer, {title: draft.title, group}, draft.key)
      const used = {group, use: isFirst ? ('replace' as const) : use}
      return commitCampaignAudience(writer, seen, used)
    },
    refresh: () => refresh(site),
  })
  /** Shows the campaigns as they are now. */
  const reload = async (seen: CampaignEntry) => {
    await queryClient.invalidateQueries({queryKey: openCampaignsKey(site)})
    const current = await fetchCampaign(client, site, seen._id)
    setCampaign(current && !closedCampaignProblem(current.status) ? current : null)
  }
  const save = async () => {
    const seen = way === 'new' ? null : campaign
    if (way === 'existing' && !seen) return
    setProblems([])
    try {
      onWritten(await change({seen}), way)
    } catch (error) {
      setProblems(problemsOf(error))
      // The list shows its own errors.
      if (seen && error instanceof ChangeError) await reload(seen).catch(() => undefined)
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
    title: draft.title,
    campaign,
    use,
    preview,
    problems,
    isSaving,
    /** Whether the campaign has no audience yet. */
    isFirst,
    canSave:
      !isSaving &&
      preview?.checked.ok === true &&
      !preview.isSame &&
      (way === 'existing' || draft.title.trim() !== ''),
    setWay: changed(setWay),
    setTitle: changed((title: string) => setDraft({title, key: ulid()})),
    setCampaign: changed(setCampaign),
    setUse: changed(setUse),
    save,
  }
}
