/** Why a change of a segment, a list or a campaign is refused. */
export const SEGMENT_PROBLEM_TEXTS = {
  'segment.gone': 'The segment was deleted in the meantime.',
  'segment.name-missing': 'Give the segment a name.',
  'segment.name-taken': 'There is already a segment “{{title}}”. Choose another name.',
  'segment.name-too-long': 'A name can have at most {{limit}} characters.',
  'segment.no-definition': 'The segment has no conditions. Open it and save it again.',
  'segment.overtaken':
    'Somebody else changed this segment in the meantime. Open it again to see its current state.',

  'segment.count-failed':
    'The store could not count the leads. They are counted again within five minutes.',

  'list.gone': 'The list was deleted in the meantime.',
  'list.being-filled':
    'An import or a bulk change is still adding leads to the list, so the list is kept. Wait until it has ended, or stop it. Then delete the list again.',
  'list.has-leads':
    'Leads are still on the list: they joined it in the meantime, or could not be changed. The list is kept. Delete it again.',
  'list.not-restorable': 'The list can’t be restored: the history no longer has it.',
  'list.overtaken':
    'Somebody else changed the name or description of this list in the meantime. Close this and look again.',
  'list.name-missing': 'Give the list a name.',
  'list.name-taken': 'There is already a list “{{title}}”. Choose another name.',
  'list.name-too-long': 'A name can have at most {{limit}} characters.',
  'list.used-by-campaign':
    'The campaign “{{title}}” still uses the list. Remove the list there first.',
  'list.used-by-segment':
    'The segment “{{title}}” still uses the list. Remove the list there first.',
  'list.used-by-view': 'The view “{{title}}” still uses the list. Remove the list there first.',

  'campaign.audience-unreadable': 'The campaign’s audience can’t be read: {{problem}} Replace it.',
  'campaign.cancelled': 'The campaign was cancelled. Create a new one.',
  'campaign.gone': 'The campaign was deleted in the meantime.',
  'campaign.overtaken':
    'Somebody else changed the audience of this campaign in the meantime. Check the current audience and choose again.',
  'campaign.sending': 'The campaign is being sent. Create a new one for other leads.',
  'campaign.sent': 'The campaign was sent. Create a new one for other leads.',
  'campaign.status-unknown': 'The status of the campaign is unknown. Create a new one.',
  'campaign.title-missing': 'Give the campaign a title.',
  'campaign.title-too-long': 'A title can have at most {{limit}} characters.',
} as const
