import {Box, Text} from '@sanity/ui'
import {useAudience} from './audienceContext.tsx'

/** What a {@link RuleNote} says. */
export interface RuleNoteProps {
  id: string
  /** What is wrong with the rule. */
  problems: string
  isMuted: boolean
  /** Whether leads without a value are meant, too. */
  missing: boolean
}

/** What a rule says below itself: what is wrong with it, or whom it means besides. */
export function RuleNote(props: RuleNoteProps) {
  const {id, problems, isMuted, missing} = props
  const {t} = useAudience()
  const quiet = [isMuted ? t('rule.muted') : '', missing ? t('rule.includes-missing') : '']
  const text = problems || quiet.filter(Boolean).join(' ')
  if (text === '') return null
  return (
    <Box id={id} paddingBottom={1} paddingTop={2} style={{flex: '1 1 100%', maxWidth: '100%'}}>
      <Text
        muted={problems === ''}
        size={1}
        style={problems === '' ? {} : {color: 'var(--card-badge-critical-fg-color)'}}
      >
        {text}
      </Text>
    </Box>
  )
}
