import type {html} from 'hono/html'

/** Markup in which everything that was put in is escaped. */
export type Html = ReturnType<typeof html>

/** What makes one site's page look and read unlike another's. */
export interface SiteLook {
  /** Custom properties and rules on top of the common style. */
  style: string
  headline: string
  introduction: string
  points: readonly {title: string; text: string}[]
  newsletterTitle: string
  newsletterText: string
  enquiryTitle: string
  enquiryText: string
  /** Decoration; hidden from screen readers. */
  art: Html
}
