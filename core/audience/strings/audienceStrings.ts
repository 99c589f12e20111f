import {
  CONSENT_PURPOSE_TITLES,
  ENGAGEMENT_TITLES,
  SOURCE_KIND_TITLES,
  SUBSCRIPTION_TITLES,
  titleStrings,
} from '../../leads/choiceTitles.ts'
import {englishOf, type Translate} from '../../texts/english.ts'
import {ACTIVITY_STRINGS} from '../activityFields.ts'
import {CUSTOMER_STATE_TITLES, MARKETING_STATE_TITLES} from '../../shopify/customerTitles.ts'
import {RULE_PREVIEW_STRINGS} from '../../shopify/rulePreviewStrings.ts'
import {FIELD_STRINGS} from './fieldStrings.ts'
import {OPERATOR_STRINGS} from './operatorStrings.ts'
import {SENTENCE_STRINGS} from './sentenceStrings.ts'
import {SUBJECT_STRINGS} from './subjectStrings.ts'

/**
 * All English texts of the audience language, as in a locale bundle: a value replaces `{{name}}`,
 * and a `count` chooses between keys that end in `_one` and `_other`.
 */
export const AUDIENCE_STRINGS: Readonly<Record<string, string>> = {
  ...FIELD_STRINGS,
  ...titleStrings('option.engagement', ENGAGEMENT_TITLES),
  ...titleStrings('option.subscription', SUBSCRIPTION_TITLES),
  ...titleStrings('option.source.kind', SOURCE_KIND_TITLES),
  ...titleStrings('option.consent.purpose', CONSENT_PURPOSE_TITLES),
  ...titleStrings('option.customer.state', CUSTOMER_STATE_TITLES),
  ...titleStrings('option.customer.marketing', MARKETING_STATE_TITLES),
  ...ACTIVITY_STRINGS,
  ...OPERATOR_STRINGS,
  ...SENTENCE_STRINGS,
  ...SUBJECT_STRINGS,
  ...RULE_PREVIEW_STRINGS,
}

/** Translates keys of {@link AUDIENCE_STRINGS}. */
export type TranslateAudience = Translate

/** Translates to English. An unknown key is returned as it is. */
export const englishAudience: TranslateAudience = englishOf(AUDIENCE_STRINGS)
