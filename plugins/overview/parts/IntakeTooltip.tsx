import {Card, Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {z} from 'zod'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {Swatch} from './Swatch.tsx'

const Day = z.object({day: z.string(), lead: z.number(), newsletter: z.number()})

/** What the chart tells of the day under the pointer. */
export interface IntakeTooltipProps {
  active?: boolean
  payload?: readonly {payload?: unknown}[]
}

/** The figures of one day. */
export function IntakeTooltip(props: IntakeTooltipProps) {
  const {t} = useTranslation(overviewLocaleNamespace)
  const day = Day.safeParse(props.payload?.[0]?.payload)
  if (!props.active || !day.success) return null
  return (
    <Card padding={3} radius={2} shadow={2}>
      <Stack gap={3}>
        <Text size={1} weight="semibold">
          {day.data.day}
        </Text>
        {(['newsletter', 'lead'] as const).map((kind) => (
          <Flex align="center" gap={2} key={kind}>
            <Swatch kind={kind} />
            <Text size={1}>
              {t(`intake.${kind}`)}: {day.data[kind]}
            </Text>
          </Flex>
        ))}
      </Stack>
    </Card>
  )
}
