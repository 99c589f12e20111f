import {Box, Button, Card, Flex, Heading, Stack, Text} from '@sanity/ui'
import {useId, type ComponentType, type MouseEventHandler, type ReactNode} from 'react'
import {Clamped} from './cardStyles.ts'

/** What a {@link RecordCard} shows. */
export interface RecordCardProps {
  title: string
  description: string | null | undefined
  /** What the record says, below its description. */
  text?: ReactNode
  /** Figures and facts, at the bottom of the card. */
  children: ReactNode
  /** Links and buttons of the last line. */
  actions: ReactNode
  /** Stands at the end of the last line. */
  menu: ReactNode
}

/** A record as a card of a page of cards. */
export function RecordCard(props: RecordCardProps) {
  const {title, description, text, children, actions, menu} = props
  const id = useId()
  return (
    <Card aria-labelledby={id} as="article" border overflow="hidden" radius={3}>
      <Flex direction="column" height="fill">
        <Flex direction="column" flex={1} gap={4} padding={4}>
          <Stack gap={4}>
            <Stack gap={3}>
              <Heading as="h2" id={id} size={1} style={{overflowWrap: 'anywhere'}}>
                {title}
              </Heading>
              {description && (
                <Text muted size={1}>
                  <Clamped $lines={3} title={description}>
                    {description}
                  </Clamped>
                </Text>
              )}
            </Stack>
            {text}
          </Stack>
          <Box flex={1} />
          {children}
        </Flex>
        <Card borderTop padding={2}>
          <Flex align="center" gap={1}>
            {actions}
            <Box flex={1} />
            {menu}
          </Flex>
        </Card>
      </Flex>
    </Card>
  )
}

/** What a {@link CardAction} does. */
export interface CardActionProps {
  icon: ComponentType
  text: string
  /** Says for screen readers which record it is about. */
  label: string
  /** For a link. */
  href?: string
  onClick: MouseEventHandler<HTMLElement>
}

/** A link or button in the last line of a card. */
export function CardAction(props: CardActionProps) {
  const {icon, text, label, href, onClick} = props
  return (
    <Button
      {...(href === undefined ? {} : {as: 'a' as const, href})}
      aria-label={label}
      fontSize={1}
      icon={icon}
      mode="bleed"
      onClick={onClick}
      padding={2}
      text={text}
    />
  )
}

/** What a {@link CardCount} shows. */
export interface CardCountProps {
  /** `null` while it is not counted; then `text` says so. */
  value: number | null
  /** The number in the person's language, or a text in its place. */
  text: string
  /** What is counted, and when it was. */
  children: ReactNode
}

/** The number of leads of a record. */
export function CardCount(props: CardCountProps) {
  const {value, text, children} = props
  const isCounted = value !== null
  return (
    <Stack gap={2}>
      <Text
        muted={!isCounted}
        size={isCounted ? 3 : 1}
        style={{fontVariantNumeric: 'tabular-nums'}}
        weight="semibold"
      >
        <span data-testid="card-count">{text}</span>
      </Text>
      <Text muted size={1}>
        {children}
      </Text>
    </Stack>
  )
}
