import {Button, Flex} from '@sanity/ui'

/** What a {@link MoreButton} reads. */
export interface MoreButtonProps {
  /** Pages of TanStack Query. */
  query: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    fetchNextPage: () => unknown
  }
  text: string
}

/** A button that reads the next page; nothing after the last one. */
export function MoreButton({query, text}: MoreButtonProps) {
  if (!query.hasNextPage) return null
  return (
    <Flex justify="center" padding={4}>
      <Button
        disabled={query.isFetchingNextPage}
        fontSize={1}
        loading={query.isFetchingNextPage}
        mode="ghost"
        onClick={() => void query.fetchNextPage()}
        padding={3}
        text={text}
      />
    </Flex>
  )
}
