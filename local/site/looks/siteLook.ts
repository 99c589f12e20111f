import type {html} from 'hono/html'

/** Markup with escaped values. */
export type Html = ReturnType<typeof html>

/** The style and texts of one site's page. */
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
