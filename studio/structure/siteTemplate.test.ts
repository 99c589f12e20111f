import {expect, test} from 'vitest'
import {consentVersionsUnique} from '../../schemas/validation/consentTexts.ts'
import {
  formFieldsUsable,
  formIdsUnique,
  formsNameConsentTexts,
  newslettersConfirm,
} from '../../schemas/validation/forms.ts'
import {leadStatusesUsable} from '../../schemas/validation/leadStatuses.ts'
import {NEW_SITE} from './siteTemplate.ts'

test('the template of a new site is valid', () => {
  const {leadStatuses, consentTexts, forms} = NEW_SITE
  expect(leadStatusesUsable(leadStatuses)).toBe(true)
  expect(consentVersionsUnique(consentTexts)).toBe(true)
  expect(formIdsUnique(forms)).toBe(true)
  expect(formsNameConsentTexts(forms, consentTexts)).toBe(true)
  expect(newslettersConfirm(forms)).toBe(true)
  for (const form of forms) expect(formFieldsUsable(form.fields)).toBe(true)
})
