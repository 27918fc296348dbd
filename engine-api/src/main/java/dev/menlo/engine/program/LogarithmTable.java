package dev.menlo.engine.program;

/**
 * - ln C for the reciprocals C of {@link Power}, written out: to compute them takes longer than all
 * else that a short fit needs powers for. {@code LogarithmTableTest} computes them.
 */
final class LogarithmTable {
  /** - ln C, rounded to a multiple of 2^-42. */
  static final double[] HIGH = {
    -0x1.68ad33e9b8p-2, -0x1.5d5d45f557p-2, -0x1.522c40734ep-2,
    -0x1.47189c271ap-2, -0x1.3c269772f1p-2, -0x1.314eb61d31p-2,
    -0x1.269521132ep-2, -0x1.1bf816355fp-2, -0x1.1178c8227ep-2,
    -0x1.07123e04a1p-2, -0x1.f99146cb38p-3, -0x1.e533effde2p-3,
    -0x1.d101df262cp-3, -0x1.bd09c383a2p-3, -0x1.a940d3c86ep-3,
    -0x1.95a8edcec8p-3, -0x1.823d565502p-3, -0x1.6effc8b738p-3,
    -0x1.5bf206b504p-3, -0x1.4915d832fcp-3, -0x1.365f4b0156p-3,
    -0x1.23d6c2a49ap-3, -0x1.1176e8223ep-3, -0x1.fe82739c6p-4,
    -0x1.da6e7637c4p-4, -0x1.b6a688d9b4p-4, -0x1.933be5d474p-4,
    -0x1.701470ad08p-4, -0x1.4d3295d1f4p-4, -0x1.2aa7aa42cp-4,
    -0x1.08588b59dcp-4, -0x1.ccacfcdc38p-5, -0x1.89482149ep-5,
    -0x1.4668ed42dp-5, -0x1.0413d89e68p-5, -0x1.849ad28cp-6,
    -0x1.01f565873p-6, -0x1.00fd57588p-7, 0x0.0p0,
    0x1.fdfaa6b14p-8, 0x1.fbea8b13cp-7, 0x1.7b9d307e6p-6,
    0x1.f82db0e7ap-6, 0x1.39f07ba0e8p-5, 0x1.77368f66bp-5,
    0x1.b42857121p-5, 0x1.f0a10c0128p-5, 0x1.164e8eeaf4p-4,
    0x1.341db961bcp-4, 0x1.51ab33f14p-4, 0x1.6f06a8afa8p-4,
    0x1.8c2e9d6424p-4, 0x1.a92193a588p-4, 0x1.c5de08f76p-4,
    0x1.e27476e33p-4, 0x1.fed1932p-4, 0x1.0d79e7cd48p-3,
    0x1.1b75fd53a6p-3, 0x1.29532f824p-3, 0x1.37235202b4p-3,
    0x1.44d336ccbcp-3, 0x1.526b7e3aap-3, 0x1.5ff5070abap-3,
    0x1.6d5c3e7306p-3, 0x1.7abd302264p-3, 0x1.87fa86521p-3,
    0x1.9526e9cf5ep-3, 0x1.a23811ff04p-3, 0x1.af4114e95p-3,
    0x1.bc23d74426p-3, 0x1.c8fd7c79eap-3, 0x1.d5c3a6b522p-3,
    0x1.e26bb6e418p-3, 0x1.ef095cbdeap-3, 0x1.fb9206d5e8p-3,
    0x1.0402994b4fp-2, 0x1.0a312e2762p-2, 0x1.1059b79b03p-2,
    0x1.1676cabadap-2, 0x1.1c882416d9p-2, 0x1.2292cfbd2fp-2,
    0x1.2896a13e08p-2, 0x1.2e8e0bae12p-2, 0x1.347e31a98cp-2,
    0x1.3a66e55725p-2, 0x1.4042806874p-2, 0x1.46163c228ep-2,
    0x1.4be77157bdp-2, 0x1.51aae872ep-2, 0x1.5765f1749ep-2,
    0x1.5d1dfbf611p-2, 0x1.62c79f2ba7p-2,
  };

  /** What HIGH leaves of - ln C. */
  static final double[] LOW = {
    0x1.faf2781b82bc3p-44, 0x1.53db00a0ed4b9p-44, 0x1.09d506add0abfp-44,
    -0x1.06c13a5f67f7p-44, 0x1.ed34e8e4edefbp-48, 0x1.e71544c3d074bp-44,
    0x1.1b77465e77b87p-44, 0x1.1b10958a02186p-44, 0x1.c210fb8fb4d72p-45,
    0x1.e400f24be471dp-50, 0x1.90d0a22d25d89p-44, 0x1.fd75bb2837bb6p-44,
    0x1.6140dc85030edp-45, 0x1.4b03696bd03abp-49, 0x1.86f98a62b76a5p-45,
    0x1.cfc024bff78d6p-44, 0x1.87c35c41ba709p-44, -0x1.aed9444f1f045p-45,
    0x1.2757941bdeda4p-46, 0x1.53cee006bcf62p-44, 0x1.fd3a6050efe7p-44,
    -0x1.20347969f98bep-44, -0x1.1ecce23025d2ep-45, 0x1.ca079f7077437p-44,
    -0x1.a83eac951c1aap-46, -0x1.b175ff3be2566p-44, -0x1.31a5c3835489cp-45,
    0x1.c5c6caaec64c6p-46, -0x1.eac6fa7cf6de1p-44, 0x1.a5318fcdc741dp-44,
    0x1.7e5f2c55fe581p-46, 0x1.13a14ffefb00fp-45, -0x1.1a190213e2f76p-44,
    0x1.c167e206927d3p-45, 0x1.dddcd49b75a6bp-44, 0x1.ea053d7b9939p-45,
    -0x1.6107d26f92eb5p-44, 0x1.0c76e4447e693p-46, 0x0.0p0,
    -0x1.98770e7341672p-44, 0x1.ec927b17e4e13p-50, 0x1.c8e520ec779fp-45,
    0x1.980312729348fp-45, 0x1.eb129d642e577p-44, 0x1.ceab23b20a79dp-45,
    0x1.bde4b7dc0b00bp-49, -0x1.d59a92de0b93cp-45, 0x1.cde7e7ae94a9fp-44,
    0x1.9d092aed8cba6p-44, -0x1.fc39a97b3ab88p-44, 0x1.68bc6775aa563p-45,
    -0x1.ce3003ce53853p-44, 0x1.d60614c9016aap-44, 0x1.e764adc3ff039p-45,
    -0x1.a31817fc55578p-45, 0x1.58eeb117feaf2p-45, 0x1.cb422847849e4p-44,
    0x1.4660db3fc0841p-48, -0x1.5babd495c735ep-44, 0x1.e0016b63aa4bdp-49,
    -0x1.70cac0bdf22e7p-46, -0x1.f2960432b69e3p-45, -0x1.85719c2a6969p-44,
    0x1.09cf818d9389ep-46, -0x1.7752c72b84121p-46, 0x1.2212595679851p-44,
    0x1.ad27faf80079p-45, 0x1.cbdd713b1a053p-44, -0x1.63cb9af155c9p-53,
    -0x1.18e0121214485p-46, -0x1.77bfa12ca2ef8p-45, 0x1.92359e4dd4e25p-44,
    0x1.6e7dcc9665548p-46, -0x1.b27d79c5e2f2ap-45, -0x1.d570000ec91dcp-47,
    0x1.0370df44d82d4p-48, -0x1.c74682fbafbb5p-44, -0x1.2aa672e9a4a14p-44,
    0x1.83963c8b4ab26p-44, -0x1.85f18732f8c06p-46, -0x1.26c7ab52d1d54p-44,
    0x1.a8ed027e16952p-44, 0x1.4c2700879c369p-44, -0x1.8ac990d0c862fp-44,
    -0x1.0982fd174dd6p-45, -0x1.e713efd06447fp-44, -0x1.42b847691edaap-46,
    -0x1.b78594f1bad73p-44, -0x1.74bd8c5b5272cp-44, -0x1.6532d93e0d82bp-44,
    0x1.cd836429a652p-46, -0x1.9ab7f027d0d29p-44,
  };

  private LogarithmTable() {}
}
