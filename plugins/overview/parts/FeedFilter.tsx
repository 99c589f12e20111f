import {Box, Button, Flex} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {SearchInput} from '../../ui/SearchInput.tsx'
import {RECORD_KINDS, type RecordKind} from '../model/liveRecord.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {Choices} from '../overviewStyles.ts'

const CHOICES = ['all', ...RECORD_KINDS] as const

/** What a {@link FeedFilter} shows. */
export interface FeedFilterProps {
  kind: RecordKind | 'all'
  text: string
  onKind: (kind: RecordKind | 'all') => void
  onText: (text: string) => void
}

/** Narrows the live list by kind of record and by text. */
export function FeedFilter(props: FeedFilterProps) {
  const {kind, text, onKind, onText} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  return (
    <Flex align="center" gap={2} paddingBottom={3} paddingTop={3} paddingX={3} wrap="wrap">
      <Choices aria-label={t('feed.kind.label')}>
        {CHOICES.map((choice) => (
          <Button
            aria-pressed={choice === kind}
            fontSize={1}
            key={choice}
            mode="bleed"
            onClick={() => onKind(choice)}
            padding={2}
            selected={choice === kind}
            text={t(`feed.kind.${choice}`)}
          />
        ))}
      </Choices>
      <Box style={{width: 180}}>
        <SearchInput
          label={t('feed.filter.label')}
          onChange={onText}
          placeholder={t('feed.filter.placeholder')}
          value={text}
        />
      </Box>
    </Flex>
  )
}
