"""Random accounts of SHA512 and their codes, written by make_otp_cases.py.

(type, secret in hex, digits, period in seconds, UTC seconds or counter, code, whose it
is). Times go to 2199, counters to 2**64 - 1; see make_otp_cases.py for "whose".
"""

CASES = (
    (
        "hotp",
        "8b6a84c9e2fd172e2a089b92d57b9ad321a55997eee88ab9796d6ea2f0f206788f45aa151b00c25e"
        "41a8efd80ebe73f6109872d29b75ada803ad62990f018262f053c33c8e02ccd9186b13aedb4e631f"
        "e5af15b94f8ad9f9db23c9982223387595102f2754273e297ec925af8981dbd2f9dbbe0821cd4567"
        "903686172a23c5ec",
        9, 30, 856602749, "290044096", "pyotp",
    ),
    (
        "totp",
        "9fe4875606229b230edf2484ae7f12afdb857ce6d17332ea41ece89e56f436d9cac858f69580cbbb"
        "e83c12f150151ab96f0a9a3074b4c14e98a5678afa2b0c90",
        10, 1, 4710072923, "0986376419", "pyotp",
    ),
    (
        "totp",
        "0e93521ccd1bd1bf26fd849e0b005c1d",
        6, 30, 268023428, "675304", "both",
    ),
    (
        "hotp",
        "f38efcf18a04775961e88f9789310c51222cc1c7",
        9, 30, 4870663102529008, "454898886", "pyotp",
    ),
    (
        "hotp",
        "9ff457e9eb8da9d83ad8ce079b7a02411b75eafd7c111ecb7f4b3272e1495880934be809102fd8c2"
        "16f90a009a8527eab0191d977c976a4f191404794cc8d076",
        8, 30, 4611686018427387904, "20598997", "both",
    ),
    (
        "hotp",
        "131dccc8cb3f71a8f583162878b29c3613f9c8f2c79bf9aa21e540d392f1722b",
        6, 30, 683110320387887906, "741775", "both",
    ),
    (
        "hotp",
        "84594694c426075e3ee7d4de4eb0125336519ffaaaf9c1320eb8f483388a601887f948d72a79ea76"
        "8e7a7f13bc8748fe269d06e961a26d2ca937c832446370c8a3f34f3fa0b9f8bec22b9ba995070a74"
        "32a42ad26c418efaff422d8db63ba1632ed1563899bef034049b311e2f4362768112b07bf4e69437"
        "717b605dd7e2f819ccb28b88336fc2b4c50d8982c085932e29793415c1dc048de863e334f048fbb1"
        "72db72be6c50bcb1af8f6cf6c5188ac610953e95ded3c34425434fd28ce44fd0203c05222b2a01c8"
        "94fb77d21ef50031c4a623af043848ad30cebe14fb4231e5a1e3c76da4349f21bb8de2fbc9e11b9a"
        "b104f4442d9e",
        10, 30, 65535, "0356338734", "pyotp",
    ),
    (
        "totp",
        "7c1954e0326cecfd9feb61b3540f400bd704bd0d",
        10, 15, 6442450943, "1436477216", "pyotp",
    ),
    (
        "totp",
        "8fc6dd5c85447d3c7456f33c3f75c8397cd8000f",
        7, 86400, 2488153742, "7200773", "oathtool",
    ),
    (
        "totp",
        "f55e2a22c6d4de329ef533b1a58ddddcc49168753f2d3e13a4ae7ec63b00b8263672ffcc647b7d18"
        "d26e2cc83653f4903c951e3a16c99c52a03dfc43b3c72c67a2a937495767ffddfe928872beddced2"
        "8a08add163972893195f52a2dc260ca606cc3cae666f4304a86e19af307eba05bca11ace4fb61dee"
        "dac0be4dbba53a6b",
        7, 30, 4766351393, "1653235", "both",
    ),
    (
        "hotp",
        "9f7e07446b04ddf5509edf46e22bad14f6c12139",
        5, 30, 3073089683213001524, "46763", "oathtool",
    ),
    (
        "hotp",
        "ae2a6b9bd7a8165f6d96cf1c7ad89f95e040cab538023bbdf4320ae11f53e3cf",
        8, 30, 5298179994635721446, "54445642", "both",
    ),
    (
        "hotp",
        "342921fb4abbaac964f830633ea9307ff7e90f99de633dd641d9029adc79c051",
        10, 30, 17438918211736504381, "1452397974", "pyotp",
    ),
    (
        "totp",
        "a1accf3b0436075fcd4fc6439508555e0852bfb22f070423480ffd74fe37ead3",
        10, 60, 951782401, "0704183370", "pyotp",
    ),
    (
        "hotp",
        "01eb145b81ddccbda701645aa6c0a6c8",
        6, 30, 3776198012490893967, "015413", "both",
    ),
    (
        "hotp",
        "eefd4c1175c2c3fd1332e64473958758888b0189",
        7, 30, 17422944848359361125, "7444192", "pyotp",
    ),
    (
        "totp",
        "befe8df0d24a5845267339c9dd4ddd732e37d3547df26e086e3c843a00a295f7ff95f7c19c8b4a42"
        "0e07f5a1b5ca0712ba20b6cca7b7c73a014f8f0c23c9e8ad5a31e0150f1fd333c05b922f774cf47f"
        "c2e163118e03b4e4d013098e076748da8fa12f65a6b730d1e95ae377414aa0ea17d148f220a954e8"
        "77b2153b8fdb3421",
        10, 30, 0, "0423504081", "pyotp",
    ),
    (
        "hotp",
        "99744e759da6804079d47ffac168c78e05bdb0647d42c11a93ef3e4a1a02e2b8",
        8, 30, 427517145627095480, "37802792", "both",
    ),
    (
        "hotp",
        "4f2b501bf9d28b79d0d4f5f46a34873c42c342b7ae2542cfedbf82f56a29f9d810410fbb2809a462"
        "c9da0f702a01f0bf3a8dabd580d9c48978ae45980dd9cae5739256adfdda5bf17d4d3a5025abb17a"
        "3b19f4b3c38ceba710b4a6243b9b1d1c201af62eb32e520dd89a1b032b7efd4403986322ed618eaa"
        "bbc546429650fbfd9aaa9e8e",
        5, 30, 138710798, "42908", "oathtool",
    ),
    (
        "hotp",
        "28ec42d9864ec6fe0fa7f5e63827f625",
        6, 30, 0, "694608", "both",
    ),
    (
        "totp",
        "2a22cdc800da6bc2f5d34bce0adf7869502ffe5a3a770dcc1bdd38470a38e2e0c842",
        6, 1, 219194324, "066189", "both",
    ),
    (
        "hotp",
        "c8cf8c915a816fdc3845",
        8, 30, 65537, "21342111", "oathtool",
    ),
    (
        "hotp",
        "4c4c060526e175f11622df9e046d1e69ec29523b",
        6, 30, 2395832941, "470441", "both",
    ),
    (
        "totp",
        "74270691fff0f77cfda3129bbfb212799b749df4",
        10, 60, 287133746, "0170578359", "pyotp",
    ),
    (
        "hotp",
        "767a25b2996c3e67a480d8306c23f507e0502bc2",
        10, 30, 7828770743387758582, "0732358932", "pyotp",
    ),
    (
        "totp",
        "ba9b603c288a290751e8c1bc6674fcc6",
        6, 30, 5559057665, "933626", "both",
    ),
    (
        "totp",
        "a59e57aeb00c8f651c430751a11ce444eb77f4d14b0f2fa0a2b21002bae980c6c9fb89ccf9a5ad61"
        "083ca4f8f6536de20aead540cb4184c6356ab06e100d4684",
        7, 86400, 6442450943, "0865956", "oathtool",
    ),
    (
        "totp",
        "26b5dc6b5239189780a9",
        7, 30, 3151854208, "8159511", "oathtool",
    ),
    (
        "hotp",
        "bb2604fee4eaa6c65d7307086b5844ad6ab09972c9301c8f6cc422c2e3e455ba4f6ce70845ca5c13"
        "73d299394ed92545ff36d4bca468cc822d4d84e8ec5e95b950b70f2baeff43820c1a02624a661a0e"
        "a9a5ade9f02cc2507e55a7c6cbcf7adbc6b3b8bdaab2e1ba030d71e2010ec4cf0fb1c079a67951ac"
        "98cbb5429f69da91",
        6, 30, 73, "347387", "both",
    ),
    (
        "totp",
        "704418a0201801daa1dccd37679a56ad99a6b624",
        10, 86400, 5674556732, "0011331779", "helped",
    ),
    (
        "totp",
        "1fc4d2a295407943aa96f39aa6d09aa3",
        6, 15, 3119910320, "672785", "both",
    ),
    (
        "totp",
        "152c9955d1718122033fa83205b370565f99b5a3",
        8, 30, 2078627392, "92394349", "both",
    ),
    (
        "totp",
        "0761651880a366d320b9",
        8, 60, 1073741823, "15895318", "oathtool",
    ),
    (
        "totp",
        "b342e7fd187ccfb7a4ab39f229dc4a39",
        6, 1, 4727243305, "299705", "both",
    ),
    (
        "hotp",
        "98788f4c49d8c9a5a34c",
        6, 30, 2777444055152090745, "382322", "oathtool",
    ),
    (
        "totp",
        "09556097019468a9785125435ef13803",
        8, 15, 5309799494, "22765944", "both",
    ),
    (
        "hotp",
        "d5828ad4bc725430e607",
        7, 30, 1, "3916162", "oathtool",
    ),
    (
        "totp",
        "18c36b2e90a9faa0dd6c02527d1c11a28e7280119fe126cf39dfaab1c1cac12e",
        6, 86400, 2800568807, "012405", "oathtool",
    ),
    (
        "totp",
        "ec3c312f66ea1cf400f1b28138a61675c73cb8b032490dd854e4731c1de46820541742b341178c31"
        "83cfa0cf9a1793cbb26c42ed5a9e623d730362a1f479e7b17bd4152a23000dd784f11f2010357570"
        "c0764e55ad3c2abd4372735af83b38e8fa7cb41925918b6cfdcd94ea5af682913e5d99eafa26aa2d"
        "1ee7b3425e97cebb",
        5, 30, 951782401, "06647", "oathtool",
    ),
    (
        "totp",
        "db77e0d92d1056cfb175d1d771d784fe",
        9, 71496, 3612335400, "503049523", "helped",
    ),
    (
        "hotp",
        "c32a6612eb7831f98f1748a6a7c30a7e4d27d1071e28cb1a5c705bcc0ebdc8b597ad5af4c3823aaf"
        "a9e5a891616324a64dd9e427e0350cd5cb44d6a01da70439",
        5, 30, 1073741823, "13988", "oathtool",
    ),
    (
        "hotp",
        "6e3abc02414a9083411edf6dacae4f95a77ea70b",
        7, 30, 4188761897, "5204317", "both",
    ),
    (
        "totp",
        "62179a49270f67f76e6eaf99a82e9ca6b624a1ba",
        7, 34556, 4107542401, "8903012", "oathtool",
    ),
    (
        "totp",
        "9c5c1a1415dba479b8279084e81c7bce6b31d9cd1ab5deee3f289fd493a96edcc5e7ddcfc563f3d8"
        "3219da04f81efb565f873c684e68002d00fef0a17ec253cc7866f6298add6975547255e66481d1fd"
        "8c6e5666df4ed101ac701976ae9cc4305b44b70bdb5a6f169ee4656992be961c1beb9cf2a6a12ae5"
        "0e1474a2a6dc73bc",
        6, 30, 5781791850, "535162", "both",
    ),
    (
        "hotp",
        "ebb8872eee5aac3c20cb",
        8, 30, 1436915554682185845, "01897813", "oathtool",
    ),
    (
        "hotp",
        "d6c593c3e86a338a20fc5cc7c65cc81f3adfe683a780b480c56c889d933a6cb9b31259d8fe4a6f46"
        "2400602ac01ac4e6d0b896e2c8f58fa2603793130e364aee",
        5, 30, 45491666, "77519", "oathtool",
    ),
    (
        "totp",
        "2dc351747baee21fc11c94620ec13cb4f6bfbc07",
        5, 1, 583380853, "86733", "oathtool",
    ),
    (
        "totp",
        "e5871a573c3513f397736f8f559cf9b8b5f2114f",
        8, 60, 1258032479, "87386258", "both",
    ),
    (
        "hotp",
        "463298d07c7e2f81d3d4b394e9205f3be916519ef9e39e3c7ff178dfff0fb3b6521c942862c1d7c2"
        "71cb7aca056a326a190d03bb41d0efea7d7b09adda986865b055495961a6bf3d2beab435632c8753"
        "a5582ceea6ba363689dc9cb3e28f3e3805144c8ba6c07f7cf659e37680f7a41644665142afb2b7f7"
        "f5a7375a2a4228016455b0399f79c2686df922840bf2ce7a199106de2b79e5875b90a92f490b55a2"
        "6ddec38246a70b80a2918a3512669b04a1123f73b73a87e05e47789b48cf2b1bec5618484079c172"
        "07293995366d5ffc9c612e2d3456d0e2152d2d166cfc02cdeb7cfba03d6c35cd5bb2864292",
        6, 30, 65535, "309872", "both",
    ),
    (
        "totp",
        "90105ce5d9375681bdcfa9bf4ce1e02ae5f4e1269b12d54c7b331bae6116b8ec941b7cb89bf8b2f7"
        "68a08ce08618f1f782b5dbb55dba2dfb0a3d4acefa247b2759c8d9fdfd421be83488a10b8d25d64d"
        "eb1e32539feec14cf4a86789e11c44294b26949b381ae962e77c42823c288c70a77fa578c8247415"
        "9ce083269e133502",
        7, 15, 5221542780, "2639879", "both",
    ),
    (
        "totp",
        "befc77978631755ad06019822db030e35b7635a661b6281229c2c2308f6e44e962e3cb2d0b8c1e07"
        "6ec64c14687bfcfc6d8b8d422b6dd8208d0eb77506b5",
        10, 65884, 5111683011, "1344862208", "helped",
    ),
    (
        "totp",
        "c3ae73dca4282d1c4080f50eeaefd4c0022a9749",
        9, 86400, 5946048000, "123068112", "helped",
    ),
    (
        "totp",
        "6426fc85983c5ba5b28c49322a276cc6e96d597e4a6ac8e6782c8f4c802127e2be8e1bc30850f461"
        "185ef25ac48691fa881c3ee2ae49ee505c2e1a8b954ccfd37d82766a83313d0b75fcc20f9e10186c"
        "d131e8aabc15da2849be017ef00b3e32e031838226de7bdde0ec8719babb258cb9d69a80995ccab8"
        "97c55e8cf23b88963f1bc8d624a18c7950ad222e12bb5e7316b903baaaca025a7d5e18e04e74fe4e"
        "06d8e0d398cb9aabb1d3cd9717c5a457ab49314d2640e7d10a7d0e9fb9b98e18adabb1ff26e0aa0c"
        "fdd9bf3b8a59",
        5, 1, 3667876908, "06908", "oathtool",
    ),
    (
        "totp",
        "296dc2ac13ecdac659ab440b12e149fe19d330f45dbe4c3253240c67c00e757d5ee0ecea0f2d4852"
        "a0618026008a68341e83b1f0079e4808fc1ce690ca9edcf7b89faafa4c3b1f21487d73f1e175cfd3"
        "b895a0576fcee57764df60cc876ca65323c2137faed545245222b337ae061017a7b924bc3edc28b0"
        "54756ecd976380ff",
        9, 60, 2123719726, "324591071", "pyotp",
    ),
    (
        "totp",
        "d877c325d74d3c5b80f5",
        8, 86400, 578275199, "15363422", "oathtool",
    ),
    (
        "totp",
        "7d70f4064220f94213daf6b4e236636acc198cbe",
        8, 76637, 1729446410, "62004396", "oathtool",
    ),
    (
        "hotp",
        "bfd832814204d81024afb444232ad66ae7ea13a5c50d2401a5b2638144c86175",
        9, 30, 200, "378094104", "pyotp",
    ),
    (
        "totp",
        "4b334091e3c70d1ccce3ff77676a6bf7c5b1bf531177ed9608f9cb063ce07a3985221473b752fe56"
        "65f73d62b78c23904fe7dfa451c2de0a003bffdaf1f87c07b8ced1df87500ca0cf517dfd9b28e4ad"
        "98aa6d8474f41b2a77f77a23e8beef4c4f0d3d55db39f6e6ac63e0317ca1bd2021da86e68e7266c2"
        "107bda99d6c2251e",
        7, 30, 3047670719, "2933195", "both",
    ),
    (
        "totp",
        "cb744f53e7895de8d96ce8a8cf357967e8a6fd116ea86a5903fe875a1136a48e490768a257a8599a"
        "eaeb4d26cc7db0ef94eabbf74a3dd88ab50d9617b94984df48b243cba17864251670d6592a34b4cd"
        "18a71244bdfb9a9f6d85a63d99f99a25abac456b88d1b8b6ad3ee64c3a7e533ecf18b30b570ea0e1"
        "14e75410d5fd44be1a03c34e6e9c3bcc3ced074b47d95c217542fc1bcc3b9907b147523d29afb841"
        "6a86ca52f5328fc88b05c8e812e3a90b91cd3739855bb59072190a3524fbd553fc63b33449f00859"
        "af666fefe1defe67815b32e63d68262fcb31e4c7e9ae417944f6bec0fb518ad43a3d",
        6, 86400, 1052421951, "679195", "oathtool",
    ),
    (
        "totp",
        "01d8862d33783d0135acba0552b639b8cea913c77cea58147d7bb2f0060f212e79038aeef6c50026"
        "1bdb62ff618054df0dda8fafea22f9909fb8c3fa6a15ee6a752644d2d519977bfa1b2bebb942f0c6"
        "46196ab34c604bfc8ddc9eea184647feaf3b8fc495a255b8b7d8e258c83518c2fbe332489d1ed343"
        "43032b499e5c509e",
        6, 86400, 1073741824, "451235", "oathtool",
    ),
    (
        "hotp",
        "97c171e07d12e341264e3d077f71b843441a72e3cca60445f554f1df8ad43efa",
        7, 30, 16401907165263000083, "2232355", "pyotp",
    ),
    (
        "totp",
        "55189fa3447a0cd1d9bd5986500b2241716aa57911505e03a8b86b3704a4250db0eec49d3ba30358"
        "f0e9fe6ae365718962eae88289d277ee1fa88b8cb2d5edd5ead797f4044521ae14e34899b67f7edc"
        "601d7b269ad0aebf1c249535fc6df4eb4726e2902515a6e260e568b09e214855828049e765875398"
        "f2dfea0d2e35e682a190c4aa1d5b4754348cc46fc5cbda2b56bbf88c97bf6fcb37f7a66e87d29492"
        "d80b00f6e3e6e60568f2e2dded2340521e6f8da12e585e088a5483947c0db90efa93aa8e4fd2a15b"
        "aaf23c5886167de051b4fe9a56986aa79135bf62a74cc2c1a70d02798626037428",
        10, 30, 974258493, "0605905157", "pyotp",
    ),
    (
        "totp",
        "2260097c4a785fe1ab3ddf7a7fe6a5fc",
        8, 1, 4997864486, "37343887", "both",
    ),
    (
        "hotp",
        "2baaa2514ce29911dc38ed4623aa11db758b52022826f41108df69b27d5ae97e",
        6, 30, 1995262430, "363121", "both",
    ),
    (
        "totp",
        "4ca2c9eb4a68450c49108a87875a7f67e3d2abfc8d1bdd1c4f969ac1ffcf3fd1beed322fb580f0f0"
        "17f3beaaa61b50a8da1ee0b6df48fa730e214d699b69a16bac4d43701a8f0369aca32c023299cfb0"
        "c461c76475bde4fe2827b9ee0682dcfed05ecd2791e13215fb8426cfdee7667f0aacf8434882b127"
        "0ac774119a12bcc0a68f8dc248c375547927483be2888fb4245e438b2e49f19aeb7bad41918dd6f9"
        "8ccb4c1452e6013f57d19d1c13755134c0351c64dbbf55c94c9f53f96f6b8fe70569c75c1f19ac51"
        "1c7913dbda",
        6, 49223, 2147483649, "587355", "oathtool",
    ),
    (
        "totp",
        "bb5b798cd460cc63eef0eece70fc26a9",
        6, 4147, 2296019726, "525226", "oathtool",
    ),
    (
        "hotp",
        "8f96725e7209b782e505b149517dbdeb",
        8, 30, 65536, "59106464", "both",
    ),
    (
        "hotp",
        "ea68b78de1bb6a7c5a2c",
        6, 30, 5904304071109021494, "953663", "oathtool",
    ),
    (
        "totp",
        "162e63264cc95e510c91a6b8fead677189699630c9bdee7bd1dcd6aa897da4427d70630634f49ceb"
        "d6d1ae476a8dd392d0238b5f549e2ada8ee615de2255453c8cfb8f2d604c5de3f939d853b4dd5372"
        "fd7624797b389ad9eca3f0dd8d7f5e258d3c3ac58ad069d18da9a74d18e09e5bc30649adac0d55cb"
        "4325fcd2d8ee21ade6eb6dfb19df6aba9559a291ad32e9414146be904db3ee08c3dfaadc",
        6, 30, 5987307771, "033545", "both",
    ),
    (
        "hotp",
        "5bd9c4cd45f46e2e5c2c60ebbf53f38284d058498c7a3116f663bc7486d5b23ed66dacabe2a59c6a"
        "339d7dc684d792e1b472ef3967a233e66a296000c29337c289266f8b0a81812dceb1c189cd076ea6"
        "50c97fa819cfb940ec2c60c92d1ee152d95d4f848503a905035176cd370be28ddb22dccb97f5fede"
        "20b9655859d877b1e6c53c20268d27f4dd4b63106138fa84df5bdf2a2dce6ed9580145e2ba6cee93"
        "7846ab0824ed2c6da805a0d535f835f5ffcd96fac21ad0497950199a1d9a6aee41067bd0e93c324f"
        "f5e9fae3442d3a947703328e3f547462e87e0ea9924953078b552f58a63eaf3a",
        7, 30, 4611686018427387905, "1537840", "both",
    ),
    (
        "totp",
        "7d79f3ae174552c95802f66f9acb9cc313a0b8cd",
        7, 30, 5979762300, "1919613", "both",
    ),
    (
        "totp",
        "5e78db8fe2bb728c86708080ca4a59a90889d073101b0a6560f1529375aacb73",
        6, 60, 913041517, "946934", "both",
    ),
    (
        "totp",
        "645fedc2e1b67f705841",
        7, 30, 1300616604, "8614106", "oathtool",
    ),
    (
        "totp",
        "de9833fd4e204eefc88e0b49887eef09468ed20e7acd0164a6492067f0fafe90343659b6cbddf375"
        "fc82a4e245dce8e22f30350a5db8f4b7305d57b093203a63566ac6c2c39a8cc5ddfb9f1923fc05bd"
        "3ef821a0fce84d2e286a36df15e96d2de80b7071e1c5c2d4752ed338a415d85e24d77576f99ea1eb"
        "4f98a9ca3b8cfb4cdcf9b98703a772d03161fd78f097f6d7923de0ed9bf7bef23e1ce48ade6e28cd"
        "e01e8b28e7dd581a6ee4854514021dc7f9c678f81f19b32f91a981f847e2d3b94f0cd1c2e2032b22"
        "cb0e64ec3f6df759354bf3d538f1",
        6, 30, 5085279479, "254491", "both",
    ),
    (
        "hotp",
        "8ffa502f81ff7a830087abc481feb54b",
        6, 30, 8467573296109257790, "878128", "both",
    ),
    (
        "hotp",
        "2639cceab1de6c1d77fdefdee0c94171bcbe9ba2fcba0db2f81f1909b1552ec823c36142f4ce362e"
        "9387d42a25063e39c70fa81768db03a1b785845589dfb6bf",
        8, 30, 7574010723654934878, "47463546", "both",
    ),
    (
        "totp",
        "bb081975bf7f043237689ac8fe9363efbcf61ef2",
        9, 86400, 555795221, "775283150", "helped",
    ),
    (
        "totp",
        "141538570e40a81f4fba188feb9adcd499237763",
        6, 30, 4107542399, "354253", "both",
    ),
    (
        "hotp",
        "d0a18e0994edc8cbca79c28a2a4458c6c6c13a30d7d8821227354430e92278d4ff4e827fdceb19c4"
        "fda09ae6ca57a78d615ed304c9dd5cf45386c3f4909783813d86d78e68f46c5e9f1cc0dd62bdd30b"
        "459ee094a1403b7118a426d28fc2c0fb54ed8cfd75bad46101b00e5b9a00e5ea3b7da0e272d4ad3d"
        "259e7ff46ed9ea40",
        9, 30, 496942195, "240711237", "pyotp",
    ),
    (
        "totp",
        "3b00790488185828709bbedf0f55b1fd4e4d48748f8c2accc9d0b73e8465983c241f291289a1b895"
        "ed4301a44f5a37d74b2305216c65bfe4661eb6a217f42dac",
        9, 60, 1533847704, "470796657", "pyotp",
    ),
    (
        "totp",
        "43c8bdfd4bd232889b81a2173ad3f1be4ceeb009",
        8, 1, 2259296270, "59176192", "both",
    ),
    (
        "totp",
        "608c6e74216b20a1e91714fef13ec61e2f6fbb195d2ea5cdca5ef692b04fefa1",
        7, 1, 6482260014, "2872679", "both",
    ),
    (
        "totp",
        "99de9bd9e2c4f8f328c2c2b2f8979c30a3b49b5848359b4e0e1a38995ac5fd5bf4a992b304f88470"
        "9a6897dce8600ff5a6b866c8272f68391bf5cc0b93b6f3e4ed1b1705bcf60b297deacd8aa4023ba7"
        "19a8931351",
        7, 1, 5090928327, "1022103", "both",
    ),
    (
        "hotp",
        "0450aa5c1d435c9c381d94e431ab63e0df3db0c0f61ebbc5535fa4bbf905613c",
        8, 30, 1073741823, "65602981", "both",
    ),
    (
        "totp",
        "3c05388631f60a45a8f0cf0dca5d8782",
        9, 29054, 5579588267, "953497422", "helped",
    ),
    (
        "totp",
        "c47c916f76aaa02bfaaf7b643e4ca3524d995f446f5f8b49d3e413916e245ce81da0a34c349367dd"
        "c21e309a7bee4e2d64c6cbb22f692154fce8b704a03c1b19",
        7, 15, 5232168525, "7619983", "both",
    ),
    (
        "hotp",
        "d4d10c179d1eb0dc9e0d691dd962b137febd15c82bc98069121fff93f1780318",
        7, 30, 184, "9385958", "both",
    ),
    (
        "hotp",
        "8de9c0637026b6d035b0f537dfed0b84c3e20b744f52e61fafd9acbd361e9017c24091eedb07783b"
        "47d37e4fe3a168e9ee13086c8c1aad245e8088d623fb45762a4670a2b2d6025af5e09a92bc8d1d39"
        "32b44e28c251ceca9decf136b85894d3e8f7c437290cc3c0fb18b5a76a8d073a371fadd01159e174"
        "c30e1f93",
        8, 30, 5, "81301579", "both",
    ),
    (
        "totp",
        "e1ebd0e808279b0954c4a09381638132df9e420a",
        6, 5056, 6195197696, "355230", "oathtool",
    ),
    (
        "hotp",
        "b23bd495d865f8f51346531fcf9542006a0f8061",
        8, 30, 1789217695, "32853539", "both",
    ),
    (
        "totp",
        "82924aabe13d9fc7b284887edd00f823106920dcd823329b6c178a008ed18f067803f751a08c290c"
        "3d7524713d399170862efac32ed6a1616fe01e92843efcb3816978409fabb24df68e86b1fc04c7cf"
        "40218a6ffb3e16ff06e5eacfddad68afc288a74f6f9fb866acb92acc1b2c06434a2c04246da92bf4"
        "469df8d928b3c1dd",
        7, 15, 951782400, "6104597", "both",
    ),
    (
        "hotp",
        "3ca23eb840087f392b26efec5f63a84ba2e3507b0d588c207beb18fa84cb0a790b5e89f17dc7e095"
        "68df161bb153793cf1660b238be4639b976cf068f903275b2b77454290a73f1856ad01f73d667549"
        "d0868627ce87f2a6eca0342525a045c2256b596253b227c1ad4c6c44a2a0eb2dc80284604292a3df"
        "401030323d908de6a23a7acaae3bd05c69631b563cf84167562b7192d7f5c6fb698a805ae0af7815"
        "caa3f32e5c05b0a60a405ce28f",
        6, 30, 149, "023783", "both",
    ),
    (
        "hotp",
        "47bde31716360c8ab61d0511673221a6280c445a5f3c356a88effb070b3d06517345e83301ba7b93"
        "c00a4dc987e408ae2d18af389cdf2b8de362de7b0c6dc21e3b31306f9d808a449731a8d717ae1198"
        "ae7e77f8bd2a42538e80d132119e3f4bda7104007cca8ee1393e4ded3f619dcd06c2de3f1fd436ee"
        "f915550b1fc051f8",
        9, 30, 6149928948, "633916683", "pyotp",
    ),
    (
        "totp",
        "55efc3a43a2ad100d88f",
        8, 30, 5817487881, "31055616", "oathtool",
    ),
    (
        "hotp",
        "a7cb473bb4dbd9853aab37f9a72517e3b0e844cee35dab992e96e5e98fbe05d406d0929d80ad3aad"
        "29e55c07292c8b2a21e7f99427891a23a0e6444f8f0d9476",
        6, 30, 18446744073709551615, "982981", "pyotp",
    ),
    (
        "hotp",
        "92aacc104fd530aa9ea3839a0a6c43cef13f61869a343c0ecae809f359616f75",
        8, 30, 130, "09414254", "both",
    ),
    (
        "totp",
        "22ad3001d2f9ca512123a5eadab15e",
        9, 1, 52569795, "058084314", "pyotp",
    ),
    (
        "totp",
        "c2d9addff93856bfff2d54626c42c561164ed6bbf02144d5e9a49951962af6be9e72e54d7d160e84"
        "030ae00b4ff14de6c564484bab35bf7927406571693396984e52bec3f1d0dc2dda39e2ee03ddf100"
        "131eae431fd12c658339477a2e241c6bad70b810bcd684a32b29b89b94f26c26336974b1b9a399ef"
        "dbb1426a23b96d2458340f86fbf45ec1eb2b87ae1ba3fdaf8d0c783913085e31972a901f8e745e16"
        "3dab39fda62073e5856db2c672a14f5f326004add7b9bdfb1cc6ebdbfe7379aa5a760364aa99551f"
        "993b5d2a25ec04f18755e9acef84291691c5fa",
        6, 71661, 3264902746, "896212", "oathtool",
    ),
    (
        "hotp",
        "38cfbd22f6002f75d869",
        6, 30, 7116647493511490486, "604954", "oathtool",
    ),
    (
        "totp",
        "521d3b48e306eb8c612c12b4c62d90095c20b264",
        7, 1, 3277025918, "3092188", "both",
    ),
    (
        "totp",
        "e67b6c48d6c1cdcb631d6d3d48b357fe45673892aa0c1e5f19a23d8646433198db8ddec94a0ed93f"
        "af627c1f5ef62553d33e4e96d9f7440048f4f271d8a14fece2e16bdee79dd31e9e4112dab3c74a58"
        "e6bbbedb6e27b222a9039b0df8f5162a365d98642689954145f4bbb69a436764c1a9d9b58cbb906e"
        "98f0f5a922213dc5",
        10, 49757, 1, "0484000676", "helped",
    ),
    (
        "hotp",
        "4dcc2adf4793c80cfd6103e98292729a32530b9ecad48bc8316b70f51f7a13d1245948622750f1b7"
        "df7f1450b54b6055c34d814c21cb6e8711fe9297d88306d736a11879656711a3073cbe390357de2a"
        "448234d3ec95a206930506fd12ff1d7407da1099922b8700ec5bdd184fe65b21cee2a91b521e284e"
        "fb1b1e240effdd3d",
        6, 30, 81, "032735", "both",
    ),
    (
        "totp",
        "ebaaedef2f9b2d893399b17024fd9645b98e44a661383947718c529829965e093892740ef5d6ebb8"
        "86981c89572929f2a67691cfe294cf228683662f55af480b",
        6, 26369, 4758892537, "555803", "oathtool",
    ),
    (
        "hotp",
        "dd8f66fe0aa7bc8371a6f77dc8874f552c0dd7826be78a02dde817948483d13025d4062d93caf5ea"
        "65284d739f4097ea8c7d0478b122270a74087530377c0f71",
        5, 30, 617184293534032332, "95977", "oathtool",
    ),
    (
        "hotp",
        "00a15c941df6d15ce9b7",
        8, 30, 65535, "20715070", "oathtool",
    ),
    (
        "totp",
        "6536029758fc95ec5eb1",
        7, 18321, 6810007304, "4263684", "oathtool",
    ),
    (
        "totp",
        "ccb0c2b42f3d3659101b07ea612425b61d90b2681261f9d0465fc664497cdd7d1795cc558063341e"
        "be2417555c5c54582ac24b1d9a658cf04f25e8b88798a191e67a4a63d1cab2083d9286760112eb41"
        "7f4f162db337396f24c5f45eca3dd6dadb5e282a93284844a7f15534600f9da40c6c02fdb36034f5"
        "2cb3fd7c5fc4baab461dc017d37241c78c84cc2c37c50c2698042a965c4f87573057ce3ee8ac6355"
        "4d02d2269f39287e46892014cb5452c416c5e34ec9",
        10, 15, 3853471558, "1421622682", "pyotp",
    ),
    (
        "totp",
        "c9649e5a72fd0d8aa03f7d0ce41179670ba7f3ac",
        6, 49533, 487200311, "562467", "oathtool",
    ),
    (
        "totp",
        "926c164c1fcd7af1e87f",
        8, 15, 2839265814, "00798540", "oathtool",
    ),
    (
        "hotp",
        "bfed612bb78f36eed83aec11194719165eb56aa2",
        7, 30, 144, "7341748", "both",
    ),
    (
        "totp",
        "48cd29d02f3a6ff992cb62e30086bf99f2ffcabc51c4a678fb86d3571131f98a",
        7, 15, 951782400, "8135323", "both",
    ),
    (
        "hotp",
        "7b777ead65913ad9492e07562dd9be9a86142a70",
        10, 30, 98, "1745914617", "pyotp",
    ),
    (
        "hotp",
        "1d399898c105f4aa354862bf0e3a4c7bfbd1dd715493c9c2017b74728f7f8578c4b1b1be3fe48210"
        "7be26d882d5d3952ba97196f82f1fffc05787c203d0898a2",
        5, 30, 194, "25419", "oathtool",
    ),
    (
        "totp",
        "f570505f3ca07f905af2c0e2b3b0c1bb1909f38a",
        8, 15, 0, "09688084", "both",
    ),
    (
        "hotp",
        "d108f39af6615ed4bd64b67e30ecdaa2b375d9c0cca7a50ac697df787dbfd448",
        7, 30, 8764870531384419515, "7447839", "both",
    ),
    (
        "totp",
        "663693a2f62231a00e7a4d306fa0730c599a940b",
        7, 1, 3972271675, "6993910", "both",
    ),
    (
        "totp",
        "bf5c11910604f580d193cc84c49cd2ab",
        5, 30, 1921894110, "57038", "oathtool",
    ),
    (
        "totp",
        "b6bfaa71b45153f10424e679c8d1638cb78ca03a567ed7f971778e3f0fb335432b5c8552f585de6a"
        "2fb954ef66d1d1415c9ffafb0e2ddb1968ed13c566e8ff97e80201fb1c43ad8f97bd2bec578357c5"
        "901fe80ac5af5d7118c4edd7c5343e1bcfd863ad6a75b312ef05f3e2c7dcac6d7ac06b5b883920a1"
        "633f87528559719b",
        5, 86400, 3469897500, "99957", "oathtool",
    ),
    (
        "hotp",
        "2838d196ad0ae41df1146d1f0037565e",
        8, 30, 1527427864, "18873688", "both",
    ),
    (
        "totp",
        "c4050c5a38f8475040a2676c5f1ae90119ab0e0d97af9ad39b87c4e19306722764ecc771b181221c"
        "c20567e93fcf12123c0d3c962f3298a933dc67fd57772bbe",
        9, 15, 4245280529, "590931307", "pyotp",
    ),
    (
        "totp",
        "114a82d2fae5015a08f125be165bd1180f1c35ee",
        9, 30, 5036229789, "692879599", "pyotp",
    ),
    (
        "hotp",
        "e14f025e099368d1f1c7b885d3450a062f6b8252424843c47ebdbbc57bc86af2",
        8, 30, 7180528678092641694, "66771617", "both",
    ),
    (
        "totp",
        "ec2646e8d27fd3ac8935251a421a7a7f82a291d8d39dc68d7d1b0320e27b3755c49a9c7e876292a0"
        "7b96203aabd57c8a88a90e79eb9a62a470a776ec89c95f45",
        10, 30, 2838001183, "1882809085", "pyotp",
    ),
    (
        "totp",
        "3ca0cfe807b6d4ef766885577df1d71a8f3dcb61b7847c9319b0c2feb364454b",
        6, 60, 1073741823, "285764", "both",
    ),
    (
        "hotp",
        "8b5767b9ee15cedb43da",
        5, 30, 7377942294530952079, "86217", "oathtool",
    ),
    (
        "totp",
        "1eade1f90aa3cde01791eb1146db5604bfaeba2c",
        6, 15, 3024038387, "954425", "both",
    ),
    (
        "totp",
        "b3ef5430dfe6f1a813081fdf3b37e285fffab273c44bdd67dc7fa25a26889f62f2654b0562257ab8"
        "488672f7a37188d6a706f2d8d57d4474fb06432cec3a3f8748f24870d34c5eed541cc2702f556cd8"
        "dc183f251590b4adab860d00dd9cdbca358d74e3f6ab62d710d3edde004d3d5151021eb017058c51"
        "88ac0c2839aef729",
        6, 15, 742847250, "299381", "both",
    ),
    (
        "totp",
        "54c2131abfbf82aa8db2",
        10, 30, 1073741823, "1073952397", "helped",
    ),
    (
        "hotp",
        "6525cbb6ec7023ed8359d4df60928ea385e3d2e9359624b015d126a24ba73dfb",
        9, 30, 6365376402, "243379282", "pyotp",
    ),
    (
        "hotp",
        "5685da40f9aa6fa9575db07964bc18127a3afaf7",
        6, 30, 58, "901057", "both",
    ),
    (
        "totp",
        "d825c1f76ebe4b8ea6ca24ab4ec818a979a79090d0cdb7138bb440352adeecc9",
        6, 30, 840347662, "475793", "both",
    ),
    (
        "hotp",
        "89effa66583b8f000c020060a8c93cd406c272f670ed7dabcc2b0c9c20f06612",
        8, 30, 1901977121, "15511811", "both",
    ),
    (
        "totp",
        "535a3bd8a2cc852982b26c2b9157dce6",
        9, 60, 6442450943, "205922342", "pyotp",
    ),
    (
        "hotp",
        "b081981feca6e8007a546d3bc2f9624c08bd9441",
        7, 30, 4595644376946846765, "5611624", "both",
    ),
    (
        "hotp",
        "728a849e33195bf54dd8e96f623e35eef71d1a2a47bb143b2601a8fba39dc43d64085724a7a9452d"
        "2010db167ea23df07dff8f025e5335e6ad6e3d5ab8495addde981ba2544c935621530fec688fdfaf"
        "0d47cf646ef7ed63c74f2f96a2cb76273ddd5cee4383c0b2591da36f854bf4ed5ec8ba3ba2a73877"
        "a99e21ca16923177",
        6, 30, 1906709047, "245451", "both",
    ),
    (
        "totp",
        "8451a7a82a2718605416efac5b3c2eadccdd1898",
        5, 15, 2147483648, "41165", "oathtool",
    ),
    (
        "hotp",
        "7337131feab4db7340fa78ea91182197b117db10abeaa1589bb1b2a4f228384a",
        6, 30, 7485559298621344381, "574195", "both",
    ),
    (
        "hotp",
        "e0f872dada644833ce2f3f867940414b59298264",
        8, 30, 1527079158, "25318470", "both",
    ),
    (
        "hotp",
        "4d6c6084fb12986072a02b03b5970275",
        6, 30, 747986482, "462782", "both",
    ),
    (
        "totp",
        "797592ab230e2b3f3765",
        6, 60, 7258118399, "781448", "oathtool",
    ),
    (
        "totp",
        "7152907ed8ed9155f271fc0c4f7ac87c",
        6, 1, 3514507197, "403045", "both",
    ),
    (
        "totp",
        "b4abc396810060ff0c0fca6dc532899f47c9b3c6473da0b72ddd33715a08b3d1",
        10, 1, 4116904050, "0772468687", "pyotp",
    ),
    (
        "totp",
        "a9cb8f73fed3d6dc99927e7f04fb6a6151d26c8ab4e093e521517582fdd52b2b",
        10, 1, 4107542400, "1465566269", "pyotp",
    ),
    (
        "totp",
        "7f520a51ad9588181e912a3ab0310fa4d8cee586db523aa9f3a7d650afc8bb5e74d91aec271a545e"
        "262465b0941cb14225ef5c9a41a5a5684507eb8afc18b76082b52ec2a5d613daef2dabf8c6dc1db7"
        "8c6b3f78afba1ffb9f1b99c3a5cd7f929e013757d7df327bc2ea234932b55d",
        6, 30, 5550421489, "770199", "both",
    ),
    (
        "hotp",
        "6242202cfaf0f97cf331e4107f9190eb679793779d28357fa7dacf7486dc0da077c4772b4d68ac92"
        "36400a35aa43b12e78dabe2fe126ea8d84184be5c04ca7c4",
        6, 30, 18446744073709551615, "529961", "pyotp",
    ),
    (
        "totp",
        "ac7602da872ef6541a0ae1fafea475200aae2827bfbe88fc132927115ab54705",
        6, 1917, 6226929756, "225586", "oathtool",
    ),
    (
        "totp",
        "0e3c4e54e8926f38808c94099b878bbdf4d325b784b460a299c733e2934a202069fb811c202f0cfa"
        "afe39488df8bc7cfa407e475f0dc60106ed333d58ce375078550692bc1d50ed140296c73b2ec80ab"
        "98af1f95c05d8ccc135fc3293c110b358275c783a82a2f5305cedb096682bf482800ff5d5c244eed"
        "6047b1d30512bd947b40d96c8a95b25d2d3c49a91d9076419efc24caec390bc9b66b448675683b48"
        "1ab452acd9cf65055739e2920619aa521f6ea711de1202efe7ba34b6e29da155e804e6dda9565efc"
        "678aa6f467e2b2",
        5, 60, 2829956689, "54873", "oathtool",
    ),
    (
        "totp",
        "889a65316185604cdca5",
        8, 60, 5808036281, "09549201", "oathtool",
    ),
    (
        "hotp",
        "cf4af25753fca37ca4d3",
        6, 30, 73, "025448", "oathtool",
    ),
    (
        "hotp",
        "448c444e09f095ea9ce6b1b93abbe6ef3e2dc02cbe67efca124e4dbf9d134a2ddc00eccc39ddccbe"
        "819ed8ebf8760f987e9956b33e4d57b825a2f10d4be29f06",
        8, 30, 8272662493, "85593555", "both",
    ),
    (
        "totp",
        "cf601da3d3de0add9e7b895a56ba503759da101d",
        5, 46459, 6797916727, "19817", "oathtool",
    ),
    (
        "hotp",
        "e47c03e398a6d1cb598c",
        8, 30, 1303521632, "44810010", "oathtool",
    ),
    (
        "hotp",
        "482228249430b6533e751f0ed88a0a22b0459c9e",
        6, 30, 397060483, "645263", "both",
    ),
    (
        "totp",
        "7591642afe49db8be1014c918416a8bfdc80763336bed8479150624346b6d293",
        7, 1, 3708455469, "5016627", "both",
    ),
    (
        "totp",
        "2968cdec74be32630996",
        5, 30, 6881070270, "31294", "oathtool",
    ),
    (
        "totp",
        "0dc6f9b7be04628afe7cfb8244198ce49f586481",
        6, 86400, 205766001, "389861", "oathtool",
    ),
    (
        "totp",
        "1dbd4077b4d55e26f8e8e9558108f00b",
        6, 86400, 4899830399, "705393", "oathtool",
    ),
    (
        "totp",
        "1677d9c4414d8cb7c9ec23e52a9395fe9f286111188aad57f9fc1591aab3a9c29cfea9d519cfbbb3"
        "90824defc113eb3f1886cf0c6fac531d4734f2f8527318fca7d94678c1dc5c2ba7e22f2c1147f98e"
        "eca18c0269327fcde876f91ada9b8ca4e18f15c25e0324b07883e2d9331451e4bfb3faeb19b6d037"
        "88cfce0a4209303e",
        7, 30, 627816711, "6196935", "both",
    ),
    (
        "totp",
        "dc46ae5c40caccc7210d70d553e08f3c8c9e30fccc10cadcc0977d029056c2099ad1795b10e95848"
        "e61a9a4fc7ffd6a0f2437cf805213646b3418c0566bf763eadb9c4d8139563282f7be212fb7dd62e"
        "d3636ae410001cee323df8795c0813ec475bc3b7041bea2d1acb1e129f5d60508307bce14447a879"
        "847b8c3cf71eb72a",
        9, 15, 4449474869, "113043688", "pyotp",
    ),
    (
        "hotp",
        "502c571718d1c4752198fe3d2aceb080",
        8, 30, 228, "30554923", "both",
    ),
)
