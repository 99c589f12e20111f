import {CloseIcon} from '@sanity/icons/Close'
import {Box, Button, Card, Flex, Heading} from '@sanity/ui'
import {useEffect, useRef, useState, type KeyboardEvent} from 'react'
import {EVERYBODY, type AudienceDefinition} from '../../core/audience/definition.ts'
import {IconButton} from '../ui/IconButton.tsx'
import {AudienceBuilder, type AudienceStanding} from './AudienceBuilder.tsx'
import {useAudienceText} from './audienceLocale.ts'

/** A valid filter that the user wants to save. */
export interface SavedFilter {
  definition: AudienceDefinition
  standing: AudienceStanding
}

/** What an {@link AudiencePanel} edits. */
export interface AudiencePanelProps {
  /** The filter that is applied; `null` for none. */
  value: AudienceDefinition | null
  /** Called with a valid filter when the user applies it, and with `null` when the user clears it. */
  onChange: (value: AudienceDefinition | null) => void
  onClose: () => void
  /** Saves a filter elsewhere; `null` when the user may not. */
  onSave: ((filter: SavedFilter) => void) | null
}

function isEmpty({root}: AudienceDefinition): boolean {
  return root.rules.length === 0 && root.not !== true
}

/**
 * The builder as a panel beside the grid; the filter holds once it is applied. It is no dialog: the
 * grid stays usable. Its plugin lists `audienceLocaleBundle`.
 */
export function AudiencePanel(props: AudiencePanelProps) {
  const {value, onChange, onClose, onSave} = props
  const t = useAudienceText()
  const [draft, setDraft] = useState(value ?? EVERYBODY)
  const [standing, setStanding] = useState<AudienceStanding | null>(null)
  const isValid = standing?.checked.ok === true
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const apply = () => onChange(isEmpty(draft) ? null : draft)
  const clear = () => {
    setDraft(EVERYBODY)
    onChange(null)
  }
  const save = () => {
    if (standing) onSave?.({definition: draft, standing})
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isValid) apply()
    else if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    else return
    event.stopPropagation()
  }
  return (
    <Card
      aria-label={t('panel.title')}
      as="aside"
      borderLeft
      data-testid="audience-panel"
      onKeyDown={onKeyDown}
      style={{flex: 'none', maxWidth: '100%', width: 560}}
    >
      <Flex direction="column" height="fill">
        <Card borderBottom paddingX={3} paddingY={2}>
          <Flex align="center" gap={2}>
            <Box flex={1}>
              <Heading as="h2" ref={heading} size={0} style={{outline: 'none'}} tabIndex={-1}>
                {t('panel.title')}
              </Heading>
            </Box>
            <IconButton icon={CloseIcon} label={t('panel.close')} onClick={onClose} />
          </Flex>
        </Card>
        <Box flex={1} overflow="auto" padding={3} style={{minHeight: 0}}>
          <AudienceBuilder onChange={setDraft} onStanding={setStanding} value={draft} />
        </Box>
        <Card borderTop padding={2}>
          <Flex gap={2}>
            <Button
              disabled={!isValid}
              fontSize={1}
              onClick={apply}
              padding={3}
              text={t('panel.apply')}
              tone="primary"
            />
            <Button
              disabled={value === null && isEmpty(draft)}
              fontSize={1}
              mode="ghost"
              onClick={clear}
              padding={3}
              text={t('panel.clear')}
            />
            <Box flex={1} />
            {onSave && (
              <Button
                disabled={!isValid || isEmpty(draft)}
                fontSize={1}
                mode="bleed"
                onClick={save}
                padding={3}
                text={t('panel.save')}
              />
            )}
          </Flex>
        </Card>
      </Flex>
    </Card>
  )
}
