import {Box, Flex, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import type {Capability, CapabilityState} from '../../../core/diagnostics/capabilities.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {SpacedList} from '../overviewStyles.ts'
import {CheckMark, type Standing} from './CheckMark.tsx'
import {Panel} from './Panel.tsx'

const STANDINGS: Record<CapabilityState, Standing> = {
  yes: 'good',
  limited: 'flawed',
  no: 'bad',
  unknown: 'unknown',
}

/** What the site can do at this moment, and because of which checks not more. */
export function CapabilitiesPanel(props: {capabilities: readonly Capability[]}) {
  const {t} = useTranslation(overviewLocaleNamespace)
  return (
    <Panel title={t('capabilities.title')}>
      <SpacedList>
        {props.capabilities.map(({id, state, because}) => (
          <Flex as="li" data-capability={id} data-state={state} gap={3} key={id}>
            <CheckMark label={t(`capabilities.state.${state}`)} standing={STANDINGS[state]} />
            <Box flex={1}>
              <Text size={1}>
                {t(`capability.${id}`)}
                {because.length > 0 && (
                  <span style={{color: 'var(--card-muted-fg-color)'}}>
                    {' · '}
                    {because.map((check) => t(`check.${check}`)).join(', ')}
                  </span>
                )}
              </Text>
            </Box>
          </Flex>
        ))}
      </SpacedList>
    </Panel>
  )
}
