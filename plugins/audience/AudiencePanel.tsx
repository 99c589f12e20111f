import {Box, Button, Flex} from '@sanity/ui'
import {useState, type KeyboardEvent} from 'react'
import {EVERYBODY, type AudienceDefinition} from '../../core/audience/definition.ts'
import {SidePanel} from '../ui/SidePanel.tsx'
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
  const apply = () => onChange(isEmpty(draft) ? null : draft)
  const clear = () => {
    setDraft(EVERYBODY)
    onChange(null)
  }
  const save = () => {
    if (standing) onSave?.({definition: draft, standing})
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // React also reports keys that were pressed in dialogs of the panel, which close by themselves.
    if (event.target instanceof Node && !event.currentTarget.contains(event.target)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isValid) apply()
    else if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    else return
    event.stopPropagation()
  }
  return (
    <SidePanel
      closeLabel={t('panel.close')}
      footer={
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
      }
      hasOwnUndo
      onClose={onClose}
      onKeyDown={onKeyDown}
      title={t('panel.title')}
      width={560}
    >
      <Box padding={4}>
        <AudienceBuilder onChange={setDraft} onStanding={setStanding} value={draft} />
      </Box>
    </SidePanel>
  )
}
