//! Where methods are published: each source once.

pub(super) const AALEN: &str = "Aalen & Johansen 1978, An empirical transition matrix for non-homogeneous Markov chains, Scandinavian Journal of Statistics 5, 141–150";
pub(super) const ABADIE: &str =
    "Abadie 2005, Semiparametric difference-in-differences estimators, doi:10.1111/0034-6527.00321";
pub(super) const AUSTIN: &str = "Austin 2009, Balance diagnostics for comparing the distribution of baseline covariates, doi:10.1002/sim.3697";
pub(super) const BENJAMINI: &str = "Benjamini & Hochberg 1995, Controlling the false discovery rate, doi:10.1111/j.2517-6161.1995.tb02031.x";
pub(super) const BLOOM: &str =
    "Bloom 1995, Minimum detectable effects, doi:10.1177/0193841X9501900504";
pub(super) const CALLAWAY: &str = "Callaway & Sant’Anna 2021, Difference-in-differences with multiple time periods, doi:10.1016/j.jeconom.2020.12.001";
pub(super) const CAMERON: &str =
    "Cameron & Trivedi 1986, Econometric models based on count data, doi:10.1002/jae.3950010104";
pub(super) const CARROLL: &str = "Carroll et al. 2007, A conceptual framework for implementation fidelity, doi:10.1186/1748-5908-2-40";
pub(super) const CHOUDHURY: &str = "Choudhury 2002, Non-parametric confidence interval estimation for competing risks analysis, doi:10.1002/sim.1051";
pub(super) const COCHRAN: &str =
    "Cochran 1954, The combination of estimates from different experiments, doi:10.2307/3001666";
pub(super) const COX: &str =
    "Cox 1972, Regression models and life-tables, doi:10.1111/j.2517-6161.1972.tb00899.x";
pub(super) const CRONBACH: &str =
    "Cronbach 1951, Coefficient alpha and the internal structure of tests, doi:10.1007/BF02310555";
pub(super) const EDMONDSON: &str =
    "Edmondson 1999, Psychological safety and learning behavior in work teams, doi:10.2307/2666999";
pub(super) const FABIJAN: &str = "Fabijan et al. 2019, Diagnosing sample ratio mismatch in online controlled experiments, doi:10.1145/3292500.3330722";
pub(super) const FELDT: &str = "Feldt 1965, The approximate sampling distribution of Kuder–Richardson reliability coefficient twenty, doi:10.1007/BF02289499";
pub(super) const FISHER: &str = "Fisher 1935, The Design of Experiments";
pub(super) const GRAMBSCH: &str = "Grambsch & Therneau 1994, Proportional hazards tests and diagnostics, doi:10.1093/biomet/81.3.515";
pub(super) const HAINMUELLER: &str =
    "Hainmueller 2012, Entropy balancing for causal effects, doi:10.1093/pan/mpr025";
pub(super) const HARTUNG: &str = "Hartung & Knapp 2001, On tests of the overall treatment effect in meta-analysis, doi:10.1002/sim.791";
pub(super) const HECKMAN: &str = "Heckman, Ichimura & Todd 1997, Matching as an econometric evaluation estimator, doi:10.2307/2971733";
pub(super) const HERNAN: &str =
    "Hernán & Robins 2016, Using big data to emulate a target trial, doi:10.1093/aje/kwv254";
pub(super) const HIGGINS: &str =
    "Higgins & Thompson 2002, Quantifying heterogeneity in a meta-analysis, doi:10.1002/sim.1186";
pub(super) const HIRANO: &str = "Hirano & Imbens 2001, Estimation of causal effects using propensity score weighting, doi:10.1023/A:1020371312283";
pub(super) const HOLM: &str = "Holm 1979, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 65–70";
pub(super) const HUNDEPOOL: &str =
    "Hundepool et al. 2012, Statistical Disclosure Control, doi:10.1002/9781118348239";
pub(super) const IACUS: &str = "Iacus, King & Porro 2012, Causal inference without balance checking: coarsened exact matching, doi:10.1093/pan/mpr013";
pub(super) const JACCARD: &str = "Jaccard 1912, The distribution of the flora in the alpine zone, doi:10.1111/j.1469-8137.1912.tb05611.x";
pub(super) const KANTER: &str =
    "Kanter 1977, Some effects of proportions on group life, doi:10.1086/226425";
pub(super) const KAPLAN: &str = "Kaplan & Meier 1958, Nonparametric estimation from incomplete observations, doi:10.1080/01621459.1958.10501452";
pub(super) const KATZ: &str = "Katz et al. 1978, Obtaining confidence intervals for the risk ratio in cohort studies, doi:10.2307/2530610";
pub(super) const KISH: &str = "Kish 1965, Survey Sampling";
pub(super) const LAIRD: &str =
    "Laird & Louis 1989, Empirical Bayes ranking methods, doi:10.3102/10769986014001029";
pub(super) const LEE: &str = "Lee 2009, Training, wages, and sample selection: estimating sharp bounds on treatment effects, doi:10.1111/j.1467-937X.2009.00536.x";
pub(super) const LI: &str = "Li, Morgan & Zaslavsky 2018, Balancing covariates via propensity score weighting, doi:10.1080/01621459.2016.1260466";
pub(super) const LIANG: &str = "Liang & Zeger 1986, Longitudinal data analysis using generalized linear models, doi:10.1093/biomet/73.1.13";
pub(super) const LIN: &str = "Lin & Wei 1989, The robust inference for the Cox proportional hazards model, doi:10.1080/01621459.1989.10478874";
pub(super) const LIPSITCH: &str =
    "Lipsitch, Tchetgen Tchetgen & Cohen 2010, Negative controls, doi:10.1097/EDE.0b013e3181d61eeb";
pub(super) const LUNCEFORD: &str = "Lunceford & Davidian 2004, Stratification and weighting via the propensity score in estimation of causal treatment effects, doi:10.1002/sim.1903";
pub(super) const LONG: &str = "Long & Ervin 2000, Using heteroscedasticity consistent standard errors in the linear regression model, doi:10.1080/00031305.2000.10474549";
pub(super) const MACKINNON: &str = "MacKinnon & White 1985, Some heteroskedasticity-consistent covariance matrix estimators, doi:10.1016/0304-4076(85)90158-7";
pub(super) const MCPHERSON: &str = "McPherson, Smith-Lovin & Cook 2001, Birds of a feather: homophily in social networks, doi:10.1146/annurev.soc.27.1.415";
pub(super) const BELL: &str = "Bell & McCaffrey 2002, Bias reduction in standard errors for linear regression with multi-stage samples, Survey Methodology 28(2), 169–181";
pub(super) const SATTERTHWAITE: &str = "Satterthwaite 1946, An approximate distribution of estimates of variance components, doi:10.2307/3002019";
pub(super) const MORRIS: &str =
    "Morris 1983, Parametric empirical Bayes inference, doi:10.1080/01621459.1983.10477920";
pub(super) const NEWCOMBE: &str = "Newcombe 1998, Interval estimation for the difference between independent proportions, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I";
pub(super) const PHIPSON: &str =
    "Phipson & Smyth 2010, Permutation p-values should never be zero, doi:10.2202/1544-6115.1585";
pub(super) const PUSTEJOVSKY: &str = "Pustejovsky & Tipton 2018, Small-sample methods for cluster-robust variance estimation and hypothesis testing in fixed effects models, doi:10.1080/07350015.2016.1247004";
pub(super) const RAMBACHAN: &str = "Rambachan & Roth 2023, A more credible approach to parallel trends, doi:10.1093/restud/rdad018";
pub(super) const ROBINS: &str = "Robins & Finkelstein 2000, Correcting for noncompliance and dependent censoring with inverse probability of censoring weighted log-rank tests, doi:10.1111/j.0006-341X.2000.00779.x";
pub(super) const ROEVER: &str = "Röver, Knapp & Friede 2015, Hartung–Knapp–Sidik–Jonkman approach and its modification for random-effects meta-analysis with few studies, doi:10.1186/s12874-015-0091-1";
pub(super) const ROSENBAUM: &str = "Rosenbaum & Rubin 1983, The central role of the propensity score in observational studies for causal effects, doi:10.1093/biomet/70.1.41";
pub(super) const ROTHMAN: &str = "Rothman 1978, Estimation of confidence limits for the cumulative probability of survival in life table analysis, doi:10.1016/0021-9681(78)90043-7";
pub(super) const ROTNITZKY: &str = "Robins, Rotnitzky & Zhao 1994, Estimation of regression coefficients when some regressors are not always observed, doi:10.1080/01621459.1994.10476818";
pub(super) const SANTANNA: &str = "Sant’Anna & Zhao 2020, Doubly robust difference-in-differences estimators, doi:10.1016/j.jeconom.2020.06.003";
pub(super) const SHROUT: &str = "Shrout & Fleiss 1979, Intraclass correlations: uses in assessing rater reliability, doi:10.1037/0033-2909.86.2.420";
pub(super) const UGESP: &str =
    "Uniform Guidelines on Employee Selection Procedures 1978, 29 CFR 1607.4 D (four-fifths rule)";
pub(super) const UNO: &str =
    "Uno et al. 2014, Moving beyond the hazard ratio, doi:10.1200/JCO.2014.55.2208";
pub(super) const VANDERWEELE: &str = "VanderWeele & Ding 2017, Sensitivity analysis in observational research: introducing the E-value, doi:10.7326/M16-2607";
pub(super) const VIECHTBAUER: &str = "Viechtbauer 2005, Bias and efficiency of meta-analytic variance estimators in the random-effects model, doi:10.3102/10769986030003261";
pub(super) const WILSON: &str = "Wilson 1927, Probable inference, the law of succession, and statistical inference, doi:10.1080/01621459.1927.10502953";
pub(super) const WU: &str = "Wu & Ding 2021, Randomization tests for weak null hypotheses in randomized experiments, doi:10.1080/01621459.2020.1750415";
pub(super) const YEKUTIELI: &str = "Benjamini & Yekutieli 2001, The control of the false discovery rate in multiple testing under dependency, doi:10.1214/aos/1013699998";
pub(super) const ZOU_DONNER: &str = "Zou & Donner 2008, Construction of confidence limits about effect measures, doi:10.1002/sim.3095";
pub(super) const ZOU: &str = "Zou 2004, A modified Poisson regression approach to prospective studies with binary data, doi:10.1093/aje/kwh090";
