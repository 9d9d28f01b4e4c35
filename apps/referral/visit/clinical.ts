/** A diagnosis with its code; rank 1 is the leading one (domain §4.4). */
export interface CodedDiagnosis {
  system: string;
  version: string;
  code: string;
  name: string;
  rank: number;
}

/** Vital signs in the units of domain §4.4: °C, per minute, mmHg, %, points, mmol/L. */
export interface Vitals {
  temp?: number;
  pulse?: number;
  resp?: number;
  sbp?: number;
  dbp?: number;
  spo2?: number;
  gcs?: number;
  glucose?: number;
  at?: string;
}
