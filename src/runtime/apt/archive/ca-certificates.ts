import { CA_CERTIFICATES_SCRIPTS } from "../scripts/ca-certificates.js";
import type { ArchivePackage } from "./package.js";

export const CA_CERTIFICATES: ArchivePackage = {
  suite: "jammy-updates",
  component: "main",
  size: 155000,
  control: `Package: ca-certificates
Architecture: all
Version: 20230311ubuntu0.22.04.1
Multi-Arch: foreign
Priority: standard
Section: misc
Maintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>
Installed-Size: 386
Depends: openssl (>= 1.1.1), debconf (>= 0.5) | debconf-2.0
Enhances: openssl
Description: Common CA certificates
`,
  files: `
@ /etc/ca-certificates/update.d
@ /etc/ssl/certs
@ /usr/local/share/ca-certificates
@ /usr/sbin
p 5409 update-ca-certificates
@ /usr/share/ca-certificates/mozilla
f 2772 ACCVRAIZ1.crt
f 1960 AC_RAIZ_FNMT-RCM.crt
f 891 AC_RAIZ_FNMT-RCM_SERVIDORES_SEGUROS.crt
f 1960 ANF_Secure_Server_Root_CA.crt
f 1960 Actalis_Authentication_Root_CA.crt
f 1330 AffirmTrust_Commercial.crt
f 1330 AffirmTrust_Networking.crt
f 1330 AffirmTrust_Premium.crt
f 891 AffirmTrust_Premium_ECC.crt
f 1330 Amazon_Root_CA_1.crt
f 1960 Amazon_Root_CA_2.crt
f 891 Amazon_Root_CA_3.crt
f 891 Amazon_Root_CA_4.crt
f 1330 Atos_TrustedRoot_2011.crt
f 1960 Autoridad_de_Certificacion_Firmaprofesional_CIF_A62634068.crt
f 1960 Autoridad_de_Certificacion_Firmaprofesional_CIF_A62634068_2.crt
f 1330 Baltimore_CyberTrust_Root.crt
f 1960 Buypass_Class_2_Root_CA.crt
f 1960 Buypass_Class_3_Root_CA.crt
f 1960 CA_Disig_Root_R2.crt
f 1960 CFCA_EV_ROOT.crt
f 1330 COMODO_Certification_Authority.crt
f 891 COMODO_ECC_Certification_Authority.crt
f 1960 COMODO_RSA_Certification_Authority.crt
f 891 Certainly_Root_E1.crt
f 1960 Certainly_Root_R1.crt
f 1330 Certigna.crt
f 1960 Certigna_Root_CA.crt
f 891 Certum_EC-384_CA.crt
f 1330 Certum_Trusted_Network_CA.crt
f 1960 Certum_Trusted_Network_CA_2.crt
f 1960 Certum_Trusted_Root_CA.crt
f 1330 Comodo_AAA_Services_root.crt
f 1050 D-TRUST_BR_Root_CA_1_2020.crt
f 1050 D-TRUST_EV_Root_CA_1_2020.crt
f 1960 D-TRUST_Root_Class_3_CA_2_2009.crt
f 1960 D-TRUST_Root_Class_3_CA_2_EV_2009.crt
f 1330 DigiCert_Assured_ID_Root_CA.crt
f 1330 DigiCert_Assured_ID_Root_G2.crt
f 891 DigiCert_Assured_ID_Root_G3.crt
f 1960 DigiCert_Global_Root_CA.crt
f 1330 DigiCert_Global_Root_G2.crt
f 891 DigiCert_Global_Root_G3.crt
f 1330 DigiCert_High_Assurance_EV_Root_CA.crt
f 891 DigiCert_TLS_ECC_P384_Root_G5.crt
f 1960 DigiCert_TLS_RSA4096_Root_G5.crt
f 1960 DigiCert_Trusted_Root_G4.crt
f 1960 E-Tugra_Certification_Authority.crt
f 1050 E-Tugra_Global_Root_CA_ECC_v3.crt
f 1960 E-Tugra_Global_Root_CA_RSA_v3.crt
f 1330 Entrust.net_Premium_2048_Secure_Server_CA.crt
f 1330 Entrust_Root_Certification_Authority.crt
f 891 Entrust_Root_Certification_Authority_-_EC1.crt
f 1330 Entrust_Root_Certification_Authority_-_G2.crt
f 1960 Entrust_Root_Certification_Authority_-_G4.crt
f 1960 GDCA_TrustAUTH_R5_ROOT.crt
f 1960 GLOBALTRUST_2020.crt
f 1960 GTS_Root_R1.crt
f 1960 GTS_Root_R2.crt
f 891 GTS_Root_R3.crt
f 891 GTS_Root_R4.crt
f 891 GlobalSign_ECC_Root_CA_-_R4.crt
f 891 GlobalSign_ECC_Root_CA_-_R5.crt
f 1330 GlobalSign_Root_CA.crt
f 1330 GlobalSign_Root_CA_-_R3.crt
f 1960 GlobalSign_Root_CA_-_R6.crt
f 891 GlobalSign_Root_E46.crt
f 1960 GlobalSign_Root_R46.crt
f 1330 Go_Daddy_Class_2_CA.crt
f 1330 Go_Daddy_Root_Certificate_Authority_-_G2.crt
f 891 HARICA_TLS_ECC_Root_CA_2021.crt
f 1960 HARICA_TLS_RSA_Root_CA_2021.crt
f 891 Hellenic_Academic_and_Research_Institutions_ECC_RootCA_2015.crt
f 1960 Hellenic_Academic_and_Research_Institutions_RootCA_2015.crt
f 1960 HiPKI_Root_CA_-_G1.crt
f 1330 Hongkong_Post_Root_CA_1.crt
f 1960 Hongkong_Post_Root_CA_3.crt
f 1960 ISRG_Root_X1.crt
f 891 ISRG_Root_X2.crt
f 1960 IdenTrust_Commercial_Root_CA_1.crt
f 1960 IdenTrust_Public_Sector_Root_CA_1.crt
f 1960 Izenpe.com.crt
f 1960 Microsec_e-Szigno_Root_CA_2009.crt
f 891 Microsoft_ECC_Root_Certificate_Authority_2017.crt
f 1960 Microsoft_RSA_Root_Certificate_Authority_2017.crt
f 1960 NAVER_Global_Root_Certification_Authority.crt
f 1330 NetLock_Arany_=Class_Gold=_Főtanúsítvány.crt
f 1960 OISTE_WISeKey_Global_Root_GB_CA.crt
f 891 OISTE_WISeKey_Global_Root_GC_CA.crt
f 1960 QuoVadis_Root_CA_1_G3.crt
f 1960 QuoVadis_Root_CA_2.crt
f 1960 QuoVadis_Root_CA_2_G3.crt
f 1960 QuoVadis_Root_CA_3.crt
f 1960 QuoVadis_Root_CA_3_G3.crt
f 891 SSL.com_EV_Root_Certification_Authority_ECC.crt
f 1960 SSL.com_EV_Root_Certification_Authority_RSA_R2.crt
f 891 SSL.com_Root_Certification_Authority_ECC.crt
f 1960 SSL.com_Root_Certification_Authority_RSA.crt
f 1330 SZAFIR_ROOT_CA2.crt
f 1330 SecureSign_RootCA11.crt
f 1330 SecureTrust_CA.crt
f 1330 Secure_Global_CA.crt
f 891 Security_Communication_ECC_RootCA1.crt
f 1330 Security_Communication_RootCA2.crt
f 1960 Security_Communication_RootCA3.crt
f 1330 Security_Communication_Root_CA.crt
f 1330 Starfield_Class_2_CA.crt
f 1330 Starfield_Root_Certificate_Authority_-_G2.crt
f 1330 Starfield_Services_Root_Certificate_Authority_-_G2.crt
f 1960 SwissSign_Gold_CA_-_G2.crt
f 1960 SwissSign_Silver_CA_-_G2.crt
f 1330 T-TeleSec_GlobalRoot_Class_2.crt
f 1330 T-TeleSec_GlobalRoot_Class_3.crt
f 1330 TUBITAK_Kamu_SM_SSL_Kok_Sertifikasi_-_Surum_1.crt
f 1960 TWCA_Global_Root_CA.crt
f 1330 TWCA_Root_Certification_Authority.crt
f 1960 TeliaSonera_Root_CA_v1.crt
f 1960 Telia_Root_CA_v2.crt
f 1960 Trustwave_Global_Certification_Authority.crt
f 891 Trustwave_Global_ECC_P256_Certification_Authority.crt
f 891 Trustwave_Global_ECC_P384_Certification_Authority.crt
f 1960 TunTrust_Root_CA.crt
f 1960 UCA_Extended_Validation_Root.crt
f 1960 UCA_Global_G2_Root.crt
f 891 USERTrust_ECC_Certification_Authority.crt
f 1960 USERTrust_RSA_Certification_Authority.crt
f 1330 XRamp_Global_CA_Root.crt
f 1330 certSIGN_ROOT_CA.crt
f 1960 certSIGN_Root_CA_G2.crt
f 891 e-Szigno_Root_CA_2017.crt
f 1960 ePKI_Root_Certification_Authority.crt
f 891 emSign_ECC_Root_CA_-_C3.crt
f 891 emSign_ECC_Root_CA_-_G3.crt
f 1330 emSign_Root_CA_-_C1.crt
f 1330 emSign_Root_CA_-_G1.crt
f 891 vTrus_ECC_Root_CA.crt
f 1960 vTrus_Root_CA.crt
@ /usr/share/doc/ca-certificates
f 5400 README.Debian
f 38000 changelog.gz
f 24000 copyright
@ /usr/share/doc/ca-certificates/examples/ca-certificates-local
f 350 Makefile
f 560 README
@ /usr/share/doc/ca-certificates/examples/ca-certificates-local/debian
f 170 changelog
f 3 compat
f 530 control
f 1040 copyright
f 970 postrm
f 300 rules
f 60 triggers
@ /usr/share/doc/ca-certificates/examples/ca-certificates-local/debian/source
f 12 format
@ /usr/share/doc/ca-certificates/examples/ca-certificates-local/local
f 130 Local_Root_CA.crt
f 130 Makefile
@ /usr/share/man/man8
f 1400 update-ca-certificates.8.gz
`,
  scripts: CA_CERTIFICATES_SCRIPTS,
};
