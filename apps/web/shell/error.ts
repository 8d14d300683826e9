/** The shell keeps no key behind biometrics: Biometrics Login is off, or was turned off by the device. */
export class BiometricError extends Error {
  override readonly name = 'BiometricError'
  readonly rule = 'biometric.absent'

  constructor() {
    super('Biometrics Login is off on this device.')
  }
}
