import {countHeadings, custom, leave, subscription, type VendorPreset} from './vendorPreset.ts'

const ACCEPTS = subscription({
  yes: 'subscribed',
  true: 'subscribed',
  no: 'none',
  false: 'none',
})

/**
 * Shopify: the export of customers. A “no” does not distinguish people who never signed up and those who
 * unsubscribed; neither gets mail.
 */
export const SHOPIFY: VendorPreset = {
  id: 'shopify',
  title: 'Shopify',
  timeZone: null,
  recognize: (file) => {
    const accepts = countHeadings(file, ['acceptsemailmarketing', 'acceptsmarketing'])
    const own = countHeadings(file, [
      'totalspent',
      'totalorders',
      'taxexempt',
      'defaultaddresscompany',
      'defaultaddressaddress1',
      'acceptssmsmarketing',
    ])
    return accepts > 0 && own >= 2 ? 0.98 : accepts > 0 && own === 1 ? 0.7 : 0
  },
  subscriptionOf: () => null,
  columns: {
    customerid: custom('Shopify customer ID'),
    acceptsemailmarketing: ACCEPTS,
    acceptsmarketing: ACCEPTS,
    defaultaddresscompany: {target: {kind: 'field', field: 'company'}},
    phone: {target: {kind: 'field', field: 'phone'}},
    defaultaddressphone: custom('Address phone'),
    defaultaddressaddress1: custom('Address line 1'),
    defaultaddressaddress2: custom('Address line 2'),
    defaultaddresscity: custom('City'),
    defaultaddressprovincecode: custom('Province code'),
    defaultaddresscountrycode: custom('Country code'),
    defaultaddresszip: custom('Postal code'),
    totalspent: custom('Total spent', 'number'),
    totalorders: custom('Total orders', 'number'),
    note: custom('Note'),
    tags: {target: {kind: 'tags', separator: ','}},
    ...leave('other-channel', 'acceptssmsmarketing acceptswhatsappmarketing'),
    ...leave('technical', 'taxexempt'),
  },
}
