import {ErrorOutlineIcon} from '@sanity/icons/ErrorOutline'
import {Box, Button, Flex, Stack, Text} from '@sanity/ui'
import {Popover} from '@sanity/ui/popover'
import {useTranslation} from 'sanity'
import type {GridRow} from '../data/leadPages.ts'
import type {FailedEdit} from '../edits/cells/cellEdits.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {useGridActions} from './gridContext.ts'

/** Shows at the cell why an edit failed, with a button to retry. */
export function CellFailure(props: {failed: FailedEdit; row: GridRow}) {
  const {failed, row} = props
  const {onDismiss, onRetryEdit} = useGridActions()
  const {t} = useTranslation(leadsLocaleNamespace)
  return (
    <Popover
      content={
        <Box padding={3} role="alert" style={{maxWidth: 300}}>
          <Stack gap={3}>
            <Text size={1} weight="medium">
              {t('edit.failed')}
            </Text>
            <Text muted size={1}>
              {failed.reason}
            </Text>
            <Flex gap={2}>
              <Button
                fontSize={1}
                mode="ghost"
                onClick={() => onRetryEdit(row, failed)}
                padding={2}
                text={t('edit.retry')}
              />
              <Button
                fontSize={1}
                mode="bleed"
                onClick={() => onDismiss(row._id)}
                padding={2}
                text={t('edit.dismiss')}
              />
            </Flex>
          </Stack>
        </Box>
      }
      open
      placement="bottom-start"
      portal
      tone="critical"
    >
      <span style={{marginRight: 4}}>
        <ErrorOutlineIcon
          aria-hidden="true"
          style={{
            color: 'var(--card-badge-critical-icon-color)',
            fontSize: 17,
            verticalAlign: 'middle',
          }}
        />
      </span>
    </Popover>
  )
}
