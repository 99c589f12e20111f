import {RedoIcon} from '@sanity/icons/Redo'
import {UndoIcon} from '@sanity/icons/Undo'
import {Flex, Text} from '@sanity/ui'
import {useQueryBuilderHistory} from 'react-querybuilder/history'
import {MAX_CONDITIONS} from '../../../core/audience/definition.ts'
import {IconButton} from '../../ui/IconButton.tsx'
import {useAudienceText} from '../audienceLocale.ts'

/** What a {@link BuilderToolbar} shows. */
export interface BuilderToolbarProps {
  /** Name of the query in the builder's history. */
  queryId: string
  conditions: number
  /** What was just refused, if anything was. */
  refusal: string | null
}

/** Undo and redo, and how large the definition is. */
export function BuilderToolbar(props: BuilderToolbarProps) {
  const {queryId, conditions, refusal} = props
  const t = useAudienceText()
  const {undo, redo, canUndo, canRedo} = useQueryBuilderHistory(queryId)
  return (
    <Flex align="center" gap={2}>
      <IconButton icon={UndoIcon} isDisabled={!canUndo} label={t('history.undo')} onClick={undo} />
      <IconButton icon={RedoIcon} isDisabled={!canRedo} label={t('history.redo')} onClick={redo} />
      <output style={{flex: 1}}>{refusal !== null && <Text size={1}>{refusal}</Text>}</output>
      <Text muted size={1}>
        {t('limit.used', {count: conditions, most: MAX_CONDITIONS})}
      </Text>
    </Flex>
  )
}
