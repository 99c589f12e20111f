import {Box, Flex, KBD, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {isApple} from '../edits/undo/isApple.ts'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'

const KEYS: readonly {does: string; keys: readonly (readonly string[])[]}[] = [
  {does: 'search', keys: [['/']]},
  {does: 'move', keys: [['↑'], ['↓'], ['←'], ['→']]},
  {does: 'page', keys: [['Page Up'], ['Page Down']]},
  {
    does: 'ends',
    keys: [
      ['Mod', 'Home'],
      ['Mod', 'End'],
    ],
  },
  {does: 'open', keys: [['Enter']]},
  {does: 'close', keys: [['Esc']]},
  {does: 'select', keys: [['Space']]},
  {
    does: 'extend',
    keys: [
      ['Shift', '↑'],
      ['Shift', '↓'],
      ['Shift', 'Space'],
    ],
  },
  {does: 'select-all', keys: [['Mod', 'A']]},
  {does: 'edit', keys: [['F2']]},
  {does: 'next-cell', keys: [['Tab'], ['Shift', 'Tab']]},
  {does: 'undo', keys: [['Mod', 'Z']]},
  {does: 'copy', keys: [['Mod', 'C']]},
  {
    does: 'resize',
    keys: [
      ['Alt', '←'],
      ['Alt', '→'],
    ],
  },
  {
    does: 'move-column',
    keys: [
      ['Alt', 'Shift', '←'],
      ['Alt', 'Shift', '→'],
    ],
  },
  {does: 'help', keys: [['?']]},
]

/** Lists the keyboard shortcuts of the Leads tool. */
export function KeysDialog(props: {onClose: () => void}) {
  const {t} = useTranslation(leadsLocaleNamespace)
  const named = (key: string) => (key === 'Mod' ? (isApple() ? '⌘' : 'Ctrl') : key)
  return (
    <DialogFrame
      footer={null}
      onClickOutside={props.onClose}
      onClose={props.onClose}
      title={t('keys.title')}
    >
      <Stack as="dl" gap={3} style={{margin: 0}}>
        {KEYS.map(({does, keys}) => (
          <Flex align="center" gap={4} key={does}>
            <Box as="dt" flex={1}>
              <Text size={1}>{t(`keys.${does}`)}</Text>
            </Box>
            <Flex as="dd" gap={2} style={{margin: 0}}>
              {keys.map((combination) => (
                <Flex gap={1} key={combination.join('+')}>
                  {combination.map((key) => (
                    <KBD key={key}>{named(key)}</KBD>
                  ))}
                </Flex>
              ))}
            </Flex>
          </Flex>
        ))}
      </Stack>
    </DialogFrame>
  )
}
