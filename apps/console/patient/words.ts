export const words = { zh: { patient: '患者' }, en: { patient: 'Patient' } };
