var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="8aa6eb4246318ac26ea2";export{o as a,r as b};
