const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`)

export const members = {
  title: 'Members',
  text: (count: number) => (count === 1 ? '1 person' : `${count} people`),
  list: 'Members',
  you: 'You',
  agent: 'Agent',
  devices: (count: number) => (count === 1 ? '1 device' : `${count} devices`),
  refusedInvite:
    'Only the workspace’s Owner, Super Admins and Admins can invite, remove or change members.',
  former: 'Former members',
  removedState: 'Removed',
  roles: {
    owner: 'Owner',
    'super-admin': 'Super Admin',
    admin: 'Admin',
    user: 'User',
    'login-only': 'Login-Only',
    guest: 'Guest',
  },
  roleTexts: {
    owner: 'Everything, and the only one who can hand the workspace over',
    'super-admin': 'Manages members and policies',
    admin: 'Manages Users, Login-Only members and Guests',
    user: 'Owns accounts and shares them',
    'login-only': 'Signs in with what is shared',
    guest: 'Signs in with what is shared',
  },
  invite: {
    title: 'Invite somebody',
    action: 'Invite',
    text: 'You get a link to hand over yourself. The server never has its secret.',
    role: 'Role',
    days: 'Open for',
    daysOf: days,
    submit: 'Make invitation',
    pending: 'Making the invitation',
    readyTitle: 'Hand this over',
    readyText:
      'Whoever has the link can answer in that person’s place: give it to nobody else. It is shown once.',
    link: 'Link',
    copyLink: 'Copy the link',
    qr: 'QR code of the invitation',
    or: 'Or read it out',
    number: 'Number of the invitation',
    copyNumber: 'Copy the number of the invitation',
    code: 'Code',
    copyCode: 'Copy the code',
    next: 'When they have answered, they appear among the members, and you let them in.',
    done: 'Done',
    another: 'Invite somebody else',
  },
  invitations: {
    title: 'Open invitations',
    role: (role: string) => `Invited as ${role}`,
    by: (name: string, time: string) => `By ${name}, open until ${time}`,
    revoke: 'Revoke',
    revokeLabel: (role: string) => `Revoke the invitation as ${role}`,
    revoked: 'The invitation can’t be used any more',
    offline: 'Invitations are kept by the server, which can’t be reached now.',
  },
  joins: {
    title: 'Waiting to be let in',
    asks: (address: string, role: string) => `${address}, invited as ${role}`,
    admit: 'Let in',
    admitLabel: (name: string) => `Let in ${name}`,
    admitted: (name: string) => `${name} is a member now`,
    check: 'Compare number',
    checkLabel: (name: string) => `Compare number with ${name}`,
    checkTitle: (name: string) => `Is it really ${name}?`,
    checkText:
      'Nothing vouches for these keys on this device. Have the person read out the number on their screen, on the phone or face to face. Let them in only if it is this one.',
    number: 'Number to compare',
    same: 'The number on their screen is the same',
    refuse: 'Refuse',
    refuseLabel: (name: string) => `Refuse ${name}`,
    refused: 'The invitation was revoked',
    wrong: 'Do not let them in',
    wrongText:
      'These keys are not those of the person who was invited, or they were shown another workspace or role. Refuse this, and invite again.',
  },
  member: {
    back: 'Members',
    role: 'Role',
    changeRole: (name: string) => `Role of ${name}`,
    changed: (name: string, role: string) => `${name} is ${role} now`,
    changePending: 'Changing the role',
    loses: 'They can’t own accounts then, and lose those that they own.',
    confirmTitle: (name: string, role: string) => `Make ${name} ${role}?`,
    confirm: 'Change role',
    devices: 'Devices',
    noDevices: 'No devices',
    removeDevice: (device: string) => `Remove ${device}`,
    removeDeviceTitle: (device: string) => `Remove ${device}?`,
    removeDeviceText:
      'The device is signed out and erases what it keeps. Its member makes new keys afterwards: Keyward reminds them.',
    removeDeviceSubmit: 'Remove device',
    deviceRemoved: 'The device was removed',
    seen: 'Keys that they have had',
    seenText:
      'Among the accounts of this device. Whoever has had a key may have kept it: when you trust them no more, register these anew at the apps.',
    seenNone: 'They have had no keys of your accounts.',
    seenAccount: (passkeys: number) =>
      passkeys === 0
        ? 'Username and secrets'
        : passkeys === 1
          ? '1 passkey'
          : `${passkeys} passkeys`,
    stillOwner: 'Account Owner',
    activity: 'Activity',
    activityLink: 'Show what they did',
    remove: 'Remove from the workspace',
    removeTitle: (name: string) => `Remove ${name}?`,
    removeText:
      'Their next request is refused, and their devices erase what they keep. Accounts that you own get new keys at once, those of other Account Owners when their devices synchronise. What they have seen stays seen.',
    removeSubmit: 'Remove member',
    removePending: 'Removing, and making new keys',
    removedTitle: (name: string) => `${name} is no member any more`,
    removedText: (count: number) =>
      count === 0
        ? 'They had the keys of none of your accounts.'
        : 'Register these passkeys and passwords anew at their apps:',
    former: 'This person was removed from the workspace.',
    unknown: 'There is no such member',
    unknownText: 'The address names nobody of this workspace, present or former.',
  },
} as const
