import {Flex, Spinner, Text} from '@sanity/ui'

/** What a {@link LoadingState} shows. */
export interface LoadingStateProps {
  /** What is being waited for, such as "Loading leads". */
  label: string
}

/** A wait whose shape is not known; where it is known, draw skeletons of it instead. */
export function LoadingState(props: LoadingStateProps) {
  return (
    <Flex
      align="center"
      as="output"
      direction="column"
      gap={3}
      height="fill"
      justify="center"
      padding={4}
    >
      <Spinner muted />
      <Text muted size={1}>
        {props.label}
      </Text>
    </Flex>
  )
}
