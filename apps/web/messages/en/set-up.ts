const AS_TITLE: Readonly<Record<string, string>> = {
  'face unlock': 'Face unlock',
  fingerprint: 'Fingerprint',
}

export const setUp = {
  prompt: (name: string) => `Use ${name} to unlock Keyward`,
  biometrics: {
    title: 'Biometrics Login',
    heading: (name: string) => `Turn on ${name} to unlock Passkeys`,
    text: (name: string) =>
      `${AS_TITLE[name] ?? name} opens Keyward on this phone, and confirms each passkey. Your face and your fingerprints stay with the phone: Keyward never sees them.`,
    turnOn: (name: string) => `Turn on ${name}`,
    turningOn: 'Turning on',
    notEnrolled: (name: string) =>
      `No ${name} is set up on this phone. Set it up in the phone’s settings, then come back.`,
    on: 'Biometrics Login is on',
    later: 'Not now',
  },
  autoFill: {
    title: 'Allow AutoFill',
    heading: 'Allow AutoFill',
    text: 'The phone asks Keyward for passkeys only when you allow it in the phone’s settings.',
    ios: [
      'Open Settings, then General, then AutoFill & Passwords.',
      'Turn on AutoFill Passwords and Passkeys.',
      'Turn on Keyward under “AutoFill From”.',
    ],
    android: [
      'Open Settings, then Passwords, passkeys & accounts.',
      'Turn on Keyward, under “Additional services” or as the preferred service.',
      'Android may list Keyward under “More options” until you have used it once.',
    ],
    pictureIos: 'A drawing of the phone’s settings, with the switch beside Keyward turned on',
    pictureAndroid: 'A drawing of the phone’s settings, with Keyward chosen in a list of services',
    open: 'Open settings',
    on: 'AutoFill is allowed',
    off: 'AutoFill is not allowed yet',
    tooOld: (platform: string, version: string) =>
      `${platform} ${version} has no passkey managers: update the phone to ${
        platform === 'iOS' ? 'iOS 17' : 'Android 14'
      } or later. You can use everything else of Keyward.`,
    later: 'Not now',
  },
  next: 'Continue',
  finish: 'Go to your accounts',
  platforms: { ios: 'iOS', android: 'Android' },
} as const
