import {Badge} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {overviewLocaleNamespace} from '../overviewLocale.ts'

/** What a {@link SubmissionState} shows. */
export interface SubmissionStateProps {
  outcome?: string | null | undefined
  verdict?: string | null | undefined
}

/** What became of a submission, where that is worth saying: it waits, failed, or is spam. */
export function SubmissionState(props: SubmissionStateProps) {
  const {outcome, verdict} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  if (verdict === 'spam') return <Badge>{t('feed.submission.spam')}</Badge>
  if (outcome === 'failed') return <Badge tone="critical">{t('feed.submission.failed')}</Badge>
  if (!outcome) return <Badge tone="caution">{t('feed.submission.waiting')}</Badge>
  return null
}
